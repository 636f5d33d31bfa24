package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.spi.ObjectMetadata;
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
        int killed = 0;
        boolean again = true;
        for (int calls = 0; again; calls++) {
            IncrementalLine line = beforeACollection();
            AtomicInteger left = new AtomicInteger(calls);
            try {
                line.purge("b-2", new InterceptingStore(line.store, (call, key) -> {
                    if (left.getAndDecrement() <= 0) {
                        throw new Killed();
                    }
                }));
                again = false;
            } catch (Killed e) {
                killed++;
                assertThat(line.versionsBelow(IncrementalLine.POOL))
                        .as("killed at call %d", calls)
                        .isEqualTo(line.pool());
            }
            var unused = line.purge("b-2");
            assertThat(line.versionsBelow("")).as("killed at call %d", calls).isEqualTo(line.below(""));
        }
        assertThat(killed).isGreaterThan(10);
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
