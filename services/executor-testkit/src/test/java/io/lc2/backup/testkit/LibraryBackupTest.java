package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.CLOCK;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;
import static io.lc2.backup.testkit.LibraryFixtures.content;
import static io.lc2.backup.testkit.LibraryFixtures.contents;
import static io.lc2.backup.testkit.LibraryFixtures.entries;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.folder;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static io.lc2.backup.testkit.LibraryFixtures.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryBackupTest {

    private static final int OBJECTS = 130;

    private final LibraryBackup backup = new LibraryBackup(SETTINGS, CLOCK);
    private final RecordingControl control = new RecordingControl();

    private LibraryManifest copy(ObjectStore library, ObjectStore repository) {
        return backup.copy(new Place(library, LIBRARY), KeyFilter.ALL, 4, folder(repository), control);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesEveryObjectAndWritesItDownInOrder(boolean serverSide) {
        InMemoryStore store = store("a", serverSide);
        fill(store, OBJECTS);

        LibraryManifest manifest = copy(store, store);

        assertComplete(manifest, store, store);
        assertThat(entries(manifest, folder(store)))
                .extracting(StoredObject::key)
                .isSortedAccordingTo(KeyOrder.ASCENDING);
        Progress progress = control.progress();
        assertThat(progress.objectsDone()).isEqualTo(OBJECTS).isEqualTo(progress.objectsTotal());
        assertThat(progress.bytesDone()).isEqualTo(manifest.totals().bytes()).isEqualTo(progress.bytesTotal());
    }

    @Test
    void recordsChecksumAndMetadataOfWhatItStreams() {
        InMemoryStore library = store("a", true);
        InMemoryStore repository = store("b", true);
        fill(library, 30);

        LibraryManifest manifest = copy(library, repository);

        assertComplete(manifest, library, repository);
        assertThat(entries(manifest, folder(repository))).allSatisfy(object -> {
            assertThat(object.sha256()).hasSize(64);
            assertThat(object.metadata())
                    .isEqualTo(library.head(LIBRARY, object.key()).orElseThrow().metadata());
        });
    }

    @Test
    void copiesAnEmptyLibrary() {
        InMemoryStore store = store("a", true);

        assertThat(copy(store, store).totals().objects()).isZero();
    }

    @Test
    void leavesOutWhatTheFilterRefuses() {
        InMemoryStore store = store("a", true);
        fill(store, 50);
        KeyFilter filter = KeyFilter.of(List.of("folder 1", "folder 3"), List.of("folder 3"), List.of());

        LibraryManifest manifest = backup.copy(new Place(store, LIBRARY), filter, 4, folder(store), control);

        assertThat(entries(manifest, folder(store)))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.key()).startsWith("folder 1/"));
    }

    @Test
    void countsAnObjectThatWasDeletedMeanwhile() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        ObjectStore deleting = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && key.equals(key(5))) {
                store.delete(LIBRARY, List.of(key));
            }
        });

        LibraryManifest manifest = copy(deleting, deleting);

        assertThat(manifest.totals().missing()).isEqualTo(1);
        assertThat(manifest.totals().objects()).isEqualTo(OBJECTS - 1);
        assertThat(entries(manifest, folder(store)))
                .filteredOn(object -> !object.isStored())
                .extracting(StoredObject::key)
                .containsExactly(key(5));
        assertThat(control.progress().objectsDone()).isEqualTo(OBJECTS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheNewVersionOfAnObjectThatChanged(boolean serverSide) {
        InMemoryStore store = store("a", serverSide);
        fill(store, 20);
        byte[] changed = "changed".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        AtomicInteger changes = new AtomicInteger();
        ObjectStore changing = new InterceptingStore(store, (call, key) -> {
            if (List.of("copy", "read").contains(call) && key.equals(key(5)) && changes.getAndIncrement() == 0) {
                store.put(LIBRARY, key, changed, LibraryFixtures.metadata(5));
            }
        });

        LibraryManifest manifest = copy(changing, changing);

        assertComplete(manifest, store, store);
        assertThat(manifest.totals().missing()).isZero();
    }

    @Test
    void givesUpForNowOnAnObjectThatNeverRests() {
        InMemoryStore store = store("a", true);
        fill(store, 5);
        AtomicInteger n = new AtomicInteger();
        ObjectStore changing = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && key.equals(key(2))) {
                store.put(LIBRARY, key, new byte[n.incrementAndGet()], LibraryFixtures.metadata(1));
            }
        });

        assertThatThrownBy(() -> copy(changing, changing))
                .isInstanceOfSatisfying(
                        TransientProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_CHANGED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterBeingKilledAtAnyCall(boolean serverSide) {
        for (int killedAt = 0; killedAt < 400; killedAt += 7) {
            InMemoryStore store = store("a", serverSide);
            fill(store, OBJECTS);
            int last = killedAt;
            AtomicInteger calls = new AtomicInteger();
            ObjectStore dying = new InterceptingStore(store, (call, key) -> {
                if (calls.getAndIncrement() >= last) {
                    throw new Killed();
                }
            });

            try {
                copy(dying, dying);
            } catch (Killed e) {
                assertThat(calls).hasValueGreaterThan(last);
            }
            LibraryManifest manifest = copy(store, store);

            assertComplete(manifest, store, store);
        }
    }

    @Test
    void doesNotCopyAgainWhatIsWrittenDown() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        // Everything is copied then, and all but the last entries are written down.
        ObjectStore dying = new InterceptingStore(store, (call, key) -> {
            if (call.equals("create") && key.endsWith("/objects.avro")) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> copy(dying, dying)).isInstanceOf(Killed.class);
        AtomicInteger copies = new AtomicInteger();
        ObjectStore counting = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copied")) {
                copies.incrementAndGet();
            }
        });

        assertComplete(copy(counting, counting), store, store);

        assertThat(copies.get()).isPositive().isLessThanOrEqualTo(SETTINGS.partObjects());
    }

    @Test
    void refusesAPartThatIsNoLongerWhatWasWritten() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        ObjectStore damaging = new InterceptingStore(store, (call, key) -> {
            if (call.equals("create") && key.endsWith("/objects.avro")) {
                String part = folder(store).key("parts/objects-000002.avro");
                store.put(REPOSITORY, part, new byte[5_000], ObjectMetadata.NONE);
            }
        });

        assertThatThrownBy(() -> copy(damaging, damaging))
                .isInstanceOfSatisfying(
                        PermanentProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID))
                .hasMessageContaining("objects-000002.avro");

        assertThat(store.head(REPOSITORY, folder(store).key("objects.avro"))).isEmpty();
    }

    @Test
    void readsWhatAnEarlierAttemptFinished() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        LibraryManifest first = copy(store, store);
        store.put(LIBRARY, "new", new byte[1], LibraryFixtures.metadata(0));

        assertThat(copy(store, store)).isEqualTo(first);
    }

    @Test
    void letsTwoAttemptsAtOnceMakeOneBackup() {
        for (int i = 0; i < 20; i++) {
            InMemoryStore store = store("a", true);
            fill(store, OBJECTS);

            CompletableFuture<LibraryManifest> other = CompletableFuture.supplyAsync(() -> copy(store, store));
            LibraryManifest one = copy(store, store);

            assertThat(other.join()).isEqualTo(one);
            assertComplete(one, store, store);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesThroughFaults(boolean serverSide) {
        for (long seed = 1; seed <= 15; seed++) {
            InMemoryStore store = store("a", serverSide);
            fill(store, OBJECTS);
            FaultyStore faulty = new FaultyStore(store, seed, 0.05);

            LibraryManifest manifest = untilItSucceeds(faulty);

            assertThat(faulty.faults()).isPositive();
            assertComplete(manifest, store, store);
        }
    }

    @Test
    void endsAtTheFirstFailureForGood() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        AtomicInteger copies = new AtomicInteger();
        ObjectStore refusing = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && copies.incrementAndGet() == 10) {
                throw new PermanentProviderException(
                        FailureCode.STORAGE_FULL, "no space left", "Make room and try again.", null);
            }
        });

        assertThatThrownBy(() -> copy(refusing, refusing)).hasMessage("no space left");

        assertThat(copies).hasValueLessThan(OBJECTS);
        assertThat(store.head(REPOSITORY, folder(store).key("objects.avro"))).isEmpty();
    }

    @Test
    void endsWhenToldTo() {
        InMemoryStore store = store("a", true);
        fill(store, OBJECTS);
        AtomicInteger copies = new AtomicInteger();
        ObjectStore stopping = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && copies.incrementAndGet() == 10) {
                control.stop();
            }
        });

        assertThatThrownBy(() -> copy(stopping, stopping)).isInstanceOf(StepStoppedException.class);

        assertThat(store.head(REPOSITORY, folder(store).key("objects.avro"))).isEmpty();
    }

    /** As the loop does: a transient failure of the step leads to another attempt. */
    private LibraryManifest untilItSucceeds(ObjectStore store) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                return copy(store, store);
            } catch (TransientProviderException e) {
                assertThat(e.nextStep()).isNotBlank();
            }
        }
        throw new AssertionError("it never succeeded");
    }

    private static void assertComplete(LibraryManifest manifest, ObjectStore library, ObjectStore repository) {
        BackupFolder folder = folder(repository);
        List<StoredObject> entries = entries(manifest, folder);
        assertThat(entries)
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrderElementsOf(contents(library, LIBRARY).keySet());
        assertThat(manifest.totals().objects()).isEqualTo(entries.size());
        for (StoredObject object : entries) {
            assertThat(content(repository, REPOSITORY, folder.key(object.storedAt())))
                    .as(object.key())
                    .isEqualTo(content(library, LIBRARY, object.key()));
        }
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
