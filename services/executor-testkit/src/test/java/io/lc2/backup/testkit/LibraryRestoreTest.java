package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.CLOCK;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;
import static io.lc2.backup.testkit.LibraryFixtures.contents;
import static io.lc2.backup.testkit.LibraryFixtures.entries;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.folder;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static io.lc2.backup.testkit.LibraryFixtures.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryRestore;
import io.lc2.backup.executor.objects.LibraryTotals;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryRestoreTest {

    private static final int OBJECTS = 90;
    private static final String TARGET = "restored";

    private final LibraryRestore restore = new LibraryRestore(SETTINGS, CLOCK);
    private final RecordingControl control = new RecordingControl();

    private static LibraryManifest backedUp(InMemoryStore library, ObjectStore repository) {
        fill(library, OBJECTS);
        return new LibraryBackup(SETTINGS, CLOCK)
                .copy(new Place(library, LIBRARY), KeyFilter.ALL, 4, folder(repository), new RecordingControl());
    }

    private LibraryTotals restore(LibraryManifest manifest, ObjectStore repository, ObjectStore target) {
        return restore.restore(manifest, folder(repository), new Place(target, TARGET), key -> true, 4, control);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "across"})
    void bringsBackKeysBytesAndMetadata(String way) {
        InMemoryStore store = store("a", true);
        InMemoryStore target = way.equals("inside") ? store : store("b", true);
        target.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(store, store);

        LibraryTotals totals = restore(manifest, store, target);

        assertThat(contents(target, TARGET)).isEqualTo(contents(store, LIBRARY));
        assertThat(totals).isEqualTo(manifest.totals());
        assertThat(control.progress().objectsDone())
                .isEqualTo(control.progress().objectsTotal())
                .isEqualTo(OBJECTS);
    }

    @Test
    void bringsBackOnlyWhatIsWanted() {
        InMemoryStore store = store("a", true);
        store.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(store, store);

        restore.restore(
                manifest, folder(store), new Place(store, TARGET), key -> key.startsWith("folder 2/"), 4, control);

        assertThat(contents(store, TARGET).keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).startsWith("folder 2/"));
    }

    @Test
    void goesOnAfterItsCheckpoint() {
        InMemoryStore store = store("a", true);
        store.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(store, store);
        AtomicInteger copies = new AtomicInteger();
        ObjectStore dying = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && copies.incrementAndGet() == 60) {
                throw new PermanentProviderException(FailureCode.STORAGE_FULL, "full", "Make room.", null);
            }
        });
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        TransferSettings often = new TransferSettings(10, 20, Duration.ofSeconds(1), 5, Duration.ofMillis(2));
        LibraryRestore checkpointing =
                new LibraryRestore(often, () -> now.updateAndGet(t -> t.plus(Duration.ofMillis(300))));
        assertThatThrownBy(() -> checkpointing.restore(
                        manifest, folder(dying), new Place(dying, TARGET), key -> true, 2, control))
                .hasMessage("full");
        assertThat(control.checkpoint()).isPresent();
        copies.set(1000);

        LibraryTotals totals = restore(manifest, dying, dying);

        assertThat(copies.get() - 1000).isPositive().isLessThan(OBJECTS);
        assertThat(totals).isEqualTo(manifest.totals());
        assertThat(contents(store, TARGET)).isEqualTo(contents(store, LIBRARY));
    }

    @Test
    void acceptsWhatAnEarlierAttemptPutThere() {
        InMemoryStore library = store("a", true);
        InMemoryStore target = store("b", true);
        target.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(library, library);

        restore(manifest, library, target);
        restore(manifest, library, target);

        assertThat(contents(target, TARGET)).isEqualTo(contents(library, LIBRARY));
    }

    @Test
    void refusesToOverwriteSomethingElse() {
        InMemoryStore library = store("a", true);
        InMemoryStore target = store("b", true);
        target.buckets().make(TARGET);
        target.put(TARGET, key(3), new byte[9999], ObjectMetadata.NONE);
        LibraryManifest manifest = backedUp(library, library);

        assertFails(FailureCode.TARGET_NOT_OURS, key(3), () -> restore(manifest, library, target));
    }

    @Test
    void neverBringsBackADamagedObject() {
        InMemoryStore library = store("a", true);
        InMemoryStore repository = store("b", true);
        library.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(library, repository);
        StoredObject victim = largest(manifest, repository);
        repository.put(
                REPOSITORY,
                folder(repository).key(victim.storedAt()),
                new byte[(int) victim.bytes()],
                ObjectMetadata.NONE);

        assertFails(FailureCode.VALIDATION_FAILED, victim.key(), () -> restore(manifest, repository, library));

        assertThat(library.head(TARGET, victim.key())).isEmpty();
    }

    @Test
    void saysWhichObjectTheBackupHasLost() {
        InMemoryStore store = store("a", true);
        store.buckets().make(TARGET);
        LibraryManifest manifest = backedUp(store, store);
        StoredObject victim = largest(manifest, store);
        store.delete(REPOSITORY, List.of(folder(store).key(victim.storedAt())));

        assertFails(FailureCode.VALIDATION_FAILED, victim.key(), () -> restore(manifest, store, store));
    }

    @Test
    void comesThroughFaults() {
        for (long seed = 1; seed <= 10; seed++) {
            InMemoryStore library = store("a", true);
            InMemoryStore target = store("b", true);
            target.buckets().make(TARGET);
            LibraryManifest manifest = backedUp(library, library);
            FaultyStore faultySource = new FaultyStore(library, seed, 0.03);
            FaultyStore faultyTarget = new FaultyStore(target, seed + 100, 0.03);

            untilItSucceeds(manifest, faultySource, faultyTarget);

            assertThat(faultySource.faults() + faultyTarget.faults()).isPositive();
            assertThat(contents(target, TARGET)).isEqualTo(contents(library, LIBRARY));
        }
    }

    private void untilItSucceeds(LibraryManifest manifest, ObjectStore source, ObjectStore target) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                assertThat(restore(manifest, source, target)).isEqualTo(manifest.totals());
                return;
            } catch (TransientProviderException e) {
                assertThat(e.nextStep()).isNotBlank();
            }
        }
        throw new AssertionError("it never succeeded");
    }

    private static StoredObject largest(LibraryManifest manifest, ObjectStore repository) {
        return entries(manifest, folder(repository)).stream()
                .max(java.util.Comparator.comparingLong(StoredObject::bytes))
                .orElseThrow();
    }

    private static void assertFails(FailureCode code, String names, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(PermanentProviderException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(names);
            assertThat(e.nextStep()).isNotBlank();
        });
    }
}
