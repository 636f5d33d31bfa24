package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A repository that keeps versions keeps nothing of what purges delete. */
class VersionedRepositoryTest {

    private static final int OBJECTS = 8;
    private static final int CHANGED = 3;

    /** An environment whose next purge, of the second of three backups, has objects of the pool to remove. */
    private static IncrementalLine beforeACollection() {
        InMemoryStore store = LibraryFixtures.store("memory", true);
        LibraryFixtures.fill(store, OBJECTS);
        store.keepVersions(REPOSITORY);
        IncrementalLine line = new IncrementalLine(store);
        line.backup("b-1");
        for (int i = 0; i < CHANGED; i++) {
            store.put(LIBRARY, key(i), new byte[7], ObjectMetadata.NONE);
        }
        line.backup("b-2");
        line.backup("b-3");
        line.purge("b-1");
        line.pass(StepLine.POOL_GRACE);
        return line;
    }

    @Test
    void keepsNothingOfWhatIsPurged() {
        IncrementalLine line = beforeACollection();
        assertThat(line.pool()).hasSize(OBJECTS + CHANGED);

        assertThat(line.purge("b-2").facts()).containsEntry("collectedObjects", Integer.toString(CHANGED));

        assertThat(line.pool()).hasSize(OBJECTS);
        assertThat(line.versionsBelow("")).isEqualTo(line.below(""));
        assertThat(line.restored("b-3")).isEqualTo(line.expected("b-3"));
        line.purge("b-3");
        line.pass(StepLine.POOL_GRACE);
        line.purge("b-3");
        assertThat(line.versionsBelow("")).isEmpty();
    }

    /** What is hidden is never looked for again, so an interruption must not leave any. */
    @Test
    void hidesNothingOfThePoolWhereverAPurgeIsKilled() {
        int calls = 0;
        boolean killed = true;
        while (killed) {
            IncrementalLine line = beforeACollection();
            killed = isKilledAfter(calls++, line, "b-2");
            assertThat(line.versionsBelow(IncrementalLine.POOL))
                    .as("killed at call %d", calls)
                    .isEqualTo(line.pool());
            line.purge("b-2");
            assertThat(line.versionsBelow("")).as("killed at call %d", calls).isEqualTo(line.below(""));
        }
        assertThat(calls).isGreaterThan(10);
    }

    @Test
    void leavesNoMarksWhereverTheLastPurgeIsKilled() {
        int calls = 0;
        boolean killed = true;
        while (killed) {
            IncrementalLine line = beforeACollection();
            line.purge("b-2");
            line.purge("b-3");
            line.pass(StepLine.POOL_GRACE);
            killed = isKilledAfter(calls++, line, "b-3");
            line.purge("b-3");
            assertThat(line.versionsBelow("")).as("killed at call %d", calls).isEmpty();
        }
        assertThat(calls).isGreaterThan(10);
    }

    /** Purges until so many calls were made; false when it needed no more. */
    private static boolean isKilledAfter(int calls, IncrementalLine line, String backup) {
        AtomicInteger left = new AtomicInteger(calls);
        try {
            line.purge(backup, new InterceptingStore(line.store, (call, key) -> {
                if (left.getAndDecrement() <= 0) {
                    throw new Killed();
                }
            }));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    @Test
    void removesNothingWhereItMayNotAskForVersions() {
        IncrementalLine line = beforeACollection();
        Set<String> before = line.below("");
        ObjectStore refusing = new InterceptingStore(line.store, (call, key) -> {
            if (call.equals("versions")) {
                throw new PermanentProviderException(
                        FailureCode.PERMISSION_DENIED, "s3:GetBucketVersioning", "Allow it.", null);
            }
        });

        assertThatThrownBy(() -> line.purge("b-2", refusing)).hasMessageContaining("s3:GetBucketVersioning");

        assertThat(line.below("")).isEqualTo(before);
    }

    /** Half a backup must not look like a whole one at any time. */
    @Test
    void neverShowsAManifestAgainThatIsBeingRemoved() {
        IncrementalLine line = beforeACollection();
        String manifest = IncrementalLine.folder("b-2") + "manifest.json";
        AtomicBoolean gone = new AtomicBoolean();
        line.purge("b-2", new InterceptingStore(line.store, (call, key) -> {
            boolean there = line.below(manifest).contains(manifest);
            assertThat(there && gone.get()).as(call).isFalse();
            gone.set(!there);
        }));
        assertThat(gone).isTrue();
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
