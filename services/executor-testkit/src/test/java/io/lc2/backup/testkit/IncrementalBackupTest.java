package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.IncrementalLine.folder;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incremental backups as the steps make them: little is copied, everything can be restored from its own manifest. */
class IncrementalBackupTest {

    private static final int OBJECTS = 60;

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final IncrementalLine line = new IncrementalLine(store);
    private final List<String> touched = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void fillTheLibrary() {
        fill(store, OBJECTS);
    }

    private void put(String key, String content) {
        store.put(LIBRARY, key, content.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    /** Remembers which keys of the library were read or copied. */
    private ObjectStore watched() {
        return new InterceptingStore(store, (call, key) -> {
            if (List.of("copy", "read").contains(call) && !key.startsWith("acme/")) {
                touched.add(key);
            }
        });
    }

    @Test
    void copiesOnlyWhatIsNewOrHasChanged() {
        line.backup("b-1");
        put(key(3), "changed");
        put("new", "new");
        store.delete(LIBRARY, List.of(key(4)));

        Operation copied = line.part("b-2", watched(), List.of(StepKind.COPY_OBJECTS));

        assertThat(touched).containsExactlyInAnyOrder(key(3), "new");
        assertThat(copied.result(StepKind.COPY_OBJECTS).facts())
                .containsEntry("copiedObjects", "2")
                .containsEntry("copiedBytes", "10");
        assertThat(copied.result(StepKind.COPY_OBJECTS).objects()).isEqualTo(OBJECTS);
    }

    @Test
    void listsTheLibraryOnceWhereItBuildsOnAnEarlierBackup() {
        AtomicInteger listings = new AtomicInteger();
        ObjectStore counting = new InterceptingStore(store, (call, prefix) -> {
            if (call.equals("list") && prefix.isEmpty()) {
                listings.incrementAndGet();
            }
        });
        line.backup("b-1");

        Operation copied = line.part("b-2", counting, List.of(StepKind.COPY_OBJECTS));

        assertThat(listings).hasValue(1);
        assertThat(copied.result(StepKind.COPY_OBJECTS).objects()).isEqualTo(OBJECTS);
    }

    @Test
    void restoresEveryBackupFromItsOwnManifest() {
        line.backup("b-1");
        put(key(3), "changed");
        store.delete(LIBRARY, List.of(key(4)));
        line.backup("b-2");
        put(key(3), "changed again");
        put(key(4), "back again");
        line.backup("b-3");

        for (String id : List.of("b-1", "b-2", "b-3")) {
            assertThat(line.restored(id)).as(id).isEqualTo(line.expected(id));
            assertThat(line.verify(id).result(StepKind.VERIFY_BACKUP).checks())
                    .extracting(Check::name)
                    .contains("objects-stored-complete", "objects-checksums");
        }
        assertThat(line.below(folder("b-1") + "objects/")).isEmpty();
    }

    @Test
    void streamsBetweenStoresThatCannotCopyThemselves() {
        InMemoryStore streaming = LibraryFixtures.store("memory", false);
        fill(streaming, OBJECTS);
        IncrementalLine streamed = new IncrementalLine(streaming);
        streamed.backup("b-1");
        streaming.put(LIBRARY, key(3), new byte[7], LibraryFixtures.metadata(3));

        Operation second = streamed.backup("b-2");

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "1");
        assertThat(streamed.restored("b-1")).isEqualTo(streamed.expected("b-1"));
        assertThat(streamed.restored("b-2")).isEqualTo(streamed.expected("b-2"));
    }

    @Test
    void neverBuildsOnAFullBackup() {
        line.fullBackup("b-1");

        Operation second = line.backup("b-2");
        line.purge("b-1");

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "60");
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @Test
    void neverBuildsOnABackupWithoutAManifest() {
        Operation failed = line.part("b-1", store, List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS));

        Operation second = line.backup("b-2");
        line.cleanUp(failed);

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "60");
        assertThat(line.below(folder("b-1"))).isEmpty();
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.json.sha256", "objects.avro"})
    void copiesEverythingWhenTheEarlierBackupIsDamaged(String path) {
        line.backup("b-1");
        store.put(REPOSITORY, folder("b-1") + path, new byte[100], ObjectMetadata.NONE);

        Operation second = line.backup("b-2");

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "60");
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @Test
    void buildsOnTheOneBeforeADamagedOne() {
        line.backup("b-1");
        line.backup("b-2");
        store.delete(REPOSITORY, List.of(folder("b-2") + "manifest.json.sha256"));

        assertThat(line.backup("b-3").result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "0");
    }

    @Test
    void copiesWhatTheEarlierBackupHasLost() {
        line.backup("b-1");
        List<String> pool = List.copyOf(line.pool());
        store.delete(REPOSITORY, List.of(pool.get(0)));
        store.put(REPOSITORY, pool.get(1), new byte[5000], ObjectMetadata.NONE);

        Operation second = line.backup("b-2");

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "2");
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @Test
    void goesOnWithoutTheEarlierManifestWhenItVanishesMeanwhile() {
        line.backup("b-1");
        AtomicInteger reads = new AtomicInteger();
        ObjectStore losing = new InterceptingStore(store, (call, key) -> {
            if (call.equals("read") && key.equals(folder("b-1") + "objects.avro") && reads.incrementAndGet() == 3) {
                store.delete(REPOSITORY, List.of(key));
            }
        });

        Operation second = line.backup("b-2", losing);

        assertThat(reads).hasValueGreaterThan(2);
        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "60");
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @Test
    void takesAChangeOfMetadataAlone() {
        // As S3 has it: the etag is a checksum of the bytes, so it stays.
        line.backup("b-1");
        var head = store.head(LIBRARY, key(3)).orElseThrow();
        store.replaceMetadata(LIBRARY, key(3), new ObjectMetadata("text/html", Map.of("owner", "else")));
        assertThat(store.head(LIBRARY, key(3)).orElseThrow().entry().etag())
                .isEqualTo(head.entry().etag());

        Operation second = line.backup("b-2");

        assertThat(second.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "1");
        assertThat(line.restored("b-1")).isEqualTo(line.expected("b-1"));
        assertThat(line.restored("b-2")).isEqualTo(line.expected("b-2"));
    }

    @Test
    void goesOnAfterBeingKilledAtAnyCall() {
        line.backup("b-1");
        put(key(3), "changed");
        put(key(40), "changed");
        for (int killedAt = 0; killedAt < 100; killedAt += 3) {
            String id = "b-2-" + killedAt;
            AtomicInteger left = new AtomicInteger(killedAt);
            ObjectStore dying = new InterceptingStore(store, (call, key) -> {
                if (left.getAndDecrement() <= 0) {
                    throw new Killed();
                }
            });
            try {
                line.part(id, dying, List.of(StepKind.COPY_OBJECTS));
            } catch (Killed e) {
                assertThat(left).hasNonPositiveValue();
            }

            line.backup(id);

            assertThat(line.restored(id)).as(id).isEqualTo(line.expected(id));
        }
        assertThat(line.restored("b-1")).isEqualTo(line.expected("b-1"));
    }

    @Test
    void saysThatALibraryIsOfNoInstantWhereVersionsWereSwitchedOnMeanwhile() {
        ObjectStore dying = new InterceptingStore(store, (call, key) -> {
            if (call.equals("create") && key.endsWith("/objects-000002.avro")) {
                throw new Killed();
            }
        });
        List<StepKind> copy = List.of(StepKind.COPY_OBJECTS);
        assertThatThrownBy(() -> line.part("b-1", dying, copy)).isInstanceOf(Killed.class);
        store.keepVersions(LIBRARY);

        Operation copied = line.part("b-1", store, copy);

        assertThat(copied.result(StepKind.COPY_OBJECTS).facts()).doesNotContainKey("libraryAsOf");
        assertThat(copied.result(StepKind.COPY_OBJECTS).checks())
                .filteredOn(check -> check.name().equals("library-as-of"))
                .singleElement()
                .satisfies(check -> assertThat(check.detail())
                        .contains("of no one instant", "switched on or off meanwhile")
                        .doesNotContain("keeps no versions"));
    }

    @Test
    void letsTwoAttemptsAtOnceMakeOneBackup() {
        line.backup("b-1");
        for (int i = 0; i < 10; i++) {
            String id = "b-2-" + i;
            put(key(i), "changed " + i);
            List<StepKind> copy = List.of(StepKind.COPY_OBJECTS);

            CompletableFuture<Operation> other = CompletableFuture.supplyAsync(() -> line.part(id, store, copy));
            Operation one = line.part(id, store, copy);

            assertThat(other.join().result(StepKind.COPY_OBJECTS)).isEqualTo(one.result(StepKind.COPY_OBJECTS));
            line.backup(id);
            assertThat(line.restored(id)).as(id).isEqualTo(line.expected(id));
        }
    }

    @Test
    void neverCallsABackupValidThatLostAPoolObject() {
        Operation copied = line.part("b-1", store, List.of(StepKind.COPY_OBJECTS));
        store.delete(REPOSITORY, List.of(line.pool().iterator().next()));

        assertThatThrownBy(() -> line.backup("b-1")).hasMessageContaining("objects-stored-complete");
        assertThat(copied.result(StepKind.COPY_OBJECTS).objects()).isEqualTo(OBJECTS);
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
