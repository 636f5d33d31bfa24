package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.IncrementalLine.folder;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What purges do to objects that backups share: nothing that is needed goes, the rest goes in two phases. */
class IncrementalPurgeTest {

    private static final int OBJECTS = 30;
    private static final Duration GRACE = StepLine.POOL_GRACE;

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final IncrementalLine line = new IncrementalLine(store);

    IncrementalPurgeTest() {
        fill(store, OBJECTS);
    }

    private void put(String key, String content) {
        store.put(LIBRARY, key, content.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    @Test
    void removesWhatNothingNeedsInALaterPurge() {
        line.backup("b-1");
        Set<String> first = line.pool();
        put(key(3), "changed");
        line.backup("b-2");
        line.backup("b-3");

        assertThat(line.purge("b-1").facts())
                .containsEntry("collectedObjects", "0")
                .containsEntry("unneededObjects", "1");
        assertThat(line.below(folder("b-1"))).isEmpty();
        assertThat(line.pool()).hasSize(OBJECTS + 1).containsAll(first);

        line.pass(GRACE);
        assertThat(line.purge("b-2").facts())
                .containsEntry("collectedObjects", "1")
                .containsEntry("unneededObjects", "0");
        assertThat(line.pool()).hasSize(OBJECTS);
        assertThat(line.below("acme/prd/objects-unneeded/")).isEmpty();
        assertThat(line.restored("b-3")).isEqualTo(line.expected("b-3"));
    }

    @Test
    void waitsForTheEndOfTheTimeOfGrace() {
        line.backup("b-1");
        put(key(3), "changed");
        List.of("b-2", "b-3", "b-4", "b-5").forEach(line::backup);
        line.purge("b-1");

        line.pass(GRACE.minusSeconds(1));
        assertThat(line.purge("b-2").facts()).containsEntry("unneededObjects", "1");
        line.pass(Duration.ofSeconds(1));
        assertThat(line.purge("b-3").facts()).containsEntry("collectedObjects", "1");
        assertThat(line.restored("b-5")).isEqualTo(line.expected("b-5"));
    }

    @Test
    void leavesNothingOfAnEnvironmentThatIsGivenUp() {
        line.backup("b-1");
        line.purge("b-1");
        line.pass(GRACE);

        line.purge("b-1");

        assertThat(line.below("")).isEmpty();
    }

    @Test
    void collectsWhatAFailedBackupLeftBehind() {
        line.backup("b-1");
        put("only in the failed one", "x");
        Operation failed = line.part("b-2", store, List.of(StepKind.COPY_OBJECTS));
        line.cleanUp(failed);
        store.delete(LIBRARY, List.of("only in the failed one"));
        line.backup("b-3");
        line.backup("b-4");
        assertThat(line.pool()).hasSize(OBJECTS + 1);

        line.purge("b-1");
        line.pass(GRACE);
        line.purge("b-3");

        assertThat(line.pool()).hasSize(OBJECTS);
        assertThat(line.restored("b-4")).isEqualTo(line.expected("b-4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.json.sha256"})
    void removesNothingWhileAManifestCannotBeRead(String damaged) {
        line.backup("b-1");
        put(key(3), "changed");
        line.backup("b-2");
        line.backup("b-3");
        store.put(REPOSITORY, folder("b-2") + damaged, new byte[10], ObjectMetadata.NONE);
        Set<String> before = line.below("");

        assertThatThrownBy(() -> line.purge("b-1")).isInstanceOfSatisfying(PermanentProviderException.class, e -> {
            assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID);
            assertThat(e.getMessage()).contains(folder("b-2"));
            assertThat(e.nextStep()).contains("delete that backup first");
        });

        assertThat(line.below("")).isEqualTo(before);
        // As the failure says.
        line.purge("b-2");
        line.purge("b-1");
        assertThat(line.restored("b-3")).isEqualTo(line.expected("b-3"));
    }

    @Test
    void removesNothingOfThePoolWhileAnObjectManifestCannotBeRead() {
        line.backup("b-1");
        put(key(3), "changed");
        line.backup("b-2");
        line.backup("b-3");
        line.purge("b-1");
        line.pass(GRACE);
        store.put(REPOSITORY, folder("b-3") + "objects.avro", new byte[10], ObjectMetadata.NONE);
        Set<String> before = line.pool();

        assertThatThrownBy(() -> line.purge("b-2"))
                .isInstanceOfSatisfying(
                        PermanentProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID));

        assertThat(line.pool()).isEqualTo(before);
    }

    @Test
    void purgesDamagedBackupsOneAfterTheOther() {
        line.backup("b-1");
        line.backup("b-2");
        line.backup("b-3");
        for (String id : List.of("b-1", "b-2")) {
            store.put(REPOSITORY, folder(id) + "manifest.json", new byte[10], ObjectMetadata.NONE);
        }

        assertThatThrownBy(() -> line.purge("b-1")).isInstanceOf(PermanentProviderException.class);
        line.purge("b-2");
        line.purge("b-1");

        assertThat(line.below(folder("b-1"))).isEmpty();
        assertThat(line.restored("b-3")).isEqualTo(line.expected("b-3"));
    }

    @Test
    void purgesAFullBackupWithoutAThoughtOfThePool() {
        line.fullBackup("b-1");
        line.backup("b-2");
        store.put(REPOSITORY, folder("b-2") + "manifest.json", new byte[10], ObjectMetadata.NONE);

        line.purge("b-1");

        assertThat(line.below(folder("b-1"))).isEmpty();
        assertThat(line.pool()).hasSize(OBJECTS);
    }

    @Test
    void keepsMarksOnlyOfWhatIsStillUnneeded() {
        line.backup("b-1");
        store.delete(LIBRARY, List.of(key(3)));
        line.backup("b-2");
        line.backup("b-3");
        byte[] manifest = bytes(folder("b-1") + "manifest.json");
        byte[] checksum = bytes(folder("b-1") + "manifest.json.sha256");
        byte[] objects = bytes(folder("b-1") + "objects.avro");
        line.purge("b-1");
        // Somebody brings the backup back from elsewhere within the time of grace.
        store.put(REPOSITORY, folder("b-1") + "manifest.json", manifest, ObjectMetadata.NONE);
        store.put(REPOSITORY, folder("b-1") + "manifest.json.sha256", checksum, ObjectMetadata.NONE);
        store.put(REPOSITORY, folder("b-1") + "objects.avro", objects, ObjectMetadata.NONE);
        line.pass(GRACE);

        assertThat(line.purge("b-2").facts())
                .containsEntry("collectedObjects", "0")
                .containsEntry("unneededObjects", "0");

        assertThat(line.restored("b-1")).isEqualTo(line.expected("b-1"));
        assertThat(line.purge("b-1").facts()).containsEntry("unneededObjects", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 60, 100})
    void beginsTheTimeOfGraceAnewWhenMarksAreDamaged(int length) {
        line.backup("b-1");
        put(key(3), "changed");
        put(key(4), "changed");
        line.backup("b-2");
        line.backup("b-3");
        line.purge("b-1");
        String marks = line.below("acme/prd/objects-unneeded/").iterator().next();
        store.put(REPOSITORY, marks, java.util.Arrays.copyOf(bytes(marks), length), ObjectMetadata.NONE);
        line.pass(GRACE);

        assertThat(line.purge("b-2").facts()).containsEntry("unneededObjects", "2");
        line.pass(GRACE);
        assertThat(line.purge("b-3").facts()).containsEntry("collectedObjects", "2");
    }

    @Test
    void leavesAloneWhatIsNotNamedByUs() {
        line.backup("b-1");
        String theirs = IncrementalLine.POOL + "theirs/file";
        store.put(REPOSITORY, theirs, new byte[1], ObjectMetadata.NONE);
        line.purge("b-1");
        line.pass(GRACE);

        line.purge("b-1");

        assertThat(line.pool()).containsExactly(theirs);
    }

    @Test
    void removesNothingWhenABackupAppearsMeanwhile() {
        line.backup("b-1");
        put(key(3), "changed");
        line.backup("b-2");
        line.backup("b-3");
        line.purge("b-1");
        line.pass(GRACE);
        Set<String> before = line.pool();
        ObjectStore racing = new InterceptingStore(store, (call, key) -> {
            if (call.equals("read") && key.endsWith(".gz")) {
                store.put(REPOSITORY, folder("b-4") + "manifest.json", new byte[1], ObjectMetadata.NONE);
            }
        });

        assertThatThrownBy(() -> line.purge("b-2", racing)).isInstanceOf(TransientProviderException.class);

        assertThat(line.pool()).isEqualTo(before);
    }

    @Test
    void losesNothingHoweverPurgesAndBackupsAreInterrupted() {
        // More of them: -DargLine=-Dhistories=500.
        long histories = Long.getLong("histories", 5);
        int collected = 0;
        for (long seed = 1; seed <= histories; seed++) {
            collected += new History(seed).live();
        }
        assertThat(collected).isPositive();
    }

    private byte[] bytes(String key) {
        try (var in = store.read(REPOSITORY, key, 0, -1)) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** A random life of an environment; operations are killed at any call and run again, or given up. */
    private static final class History {

        private final InMemoryStore store = LibraryFixtures.store("memory", true);
        private final IncrementalLine line = new IncrementalLine(store);
        private final Random random;
        private final List<String> living = new ArrayList<>();
        private final long seed;
        private int backups;
        private int collected;

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            fill(store, 8);
            if (seed % 2 == 0) {
                store.keepVersions(REPOSITORY);
            }
        }

        int live() {
            for (int i = 0; i < 12; i++) {
                line.pass(GRACE.dividedBy(1 + random.nextInt(3)));
                if (living.size() < 2 || random.nextInt(3) > 0) {
                    backup();
                } else {
                    purge();
                }
                for (String id : living) {
                    assertThat(line.restored(id)).as("%s of seed %d", id, seed).isEqualTo(line.expected(id));
                }
            }
            if (store.versions(REPOSITORY).isPresent()) {
                assertThat(line.versionsBelow("")).as("hidden by seed %d", seed).isEqualTo(line.below(""));
            }
            return collected;
        }

        private void backup() {
            for (int i = random.nextInt(3); i >= 0; i--) {
                store.put(
                        LIBRARY,
                        key(random.nextInt(12)),
                        new byte[random.nextInt(9)],
                        LibraryFixtures.metadata(random.nextInt(9)));
            }
            store.delete(LIBRARY, List.of(key(random.nextInt(12))));
            String id = "b-" + ++backups;
            try {
                line.part(id, dying(), IncrementalLine.BACKUP_STEPS);
            } catch (Killed e) {
                if (random.nextInt(3) == 0) {
                    line.cleanUp(line.part(id, store, List.of(StepKind.COPY_OBJECTS)));
                    return;
                }
            }
            line.backup(id);
            living.add(id);
        }

        private void purge() {
            String id = living.remove(random.nextInt(living.size()));
            try {
                collected += count(line.purge(id, dying()).facts().get("collectedObjects"));
            } catch (Killed e) {
                collected += count(line.purge(id).facts().get("collectedObjects"));
            }
        }

        private ObjectStore dying() {
            AtomicInteger left = new AtomicInteger(random.nextInt(120));
            return new InterceptingStore(store, (call, key) -> {
                if (left.getAndDecrement() <= 0) {
                    throw new Killed();
                }
            });
        }

        private static int count(String number) {
            return Integer.parseInt(number);
        }
    }
}
