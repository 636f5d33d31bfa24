package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.objects.PoolCollection.Collected;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.testkit.InMemoryStore;
import io.lc2.backup.testkit.RecordingControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool that is larger than what is looked at at once. */
class PoolCollectionTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    private static final int OBJECTS = 50;

    private final InMemoryStore store = new InMemoryStore("memory", true, CLOCK);
    private final RecordingControl control = new RecordingControl();

    PoolCollectionTest() {
        store.buckets().make("library");
        store.buckets().make("repository");
        for (int i = 0; i < OBJECTS; i++) {
            put(i, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 99, 100, 1000})
    void collectsTheSameHoweverSmallItsSlicesAre(int sliceSize) {
        Increment.Earlier first = backup("b-1", null);
        for (int i = 0; i < OBJECTS; i += 2) {
            put(i, 2);
        }
        Increment.Earlier second = backup("b-2", first);
        Set<String> needed = places(second);
        AtomicInteger rechecks = new AtomicInteger();

        Collected marking = pass(sliceSize).collect(List.of(second), rechecks::incrementAndGet);
        assertThat(marking).isEqualTo(new Collected(75, 25, 0, 0));
        assertThat(rechecks).hasValue(0);

        Collected removing = pass(sliceSize).collect(List.of(second), rechecks::incrementAndGet);
        assertThat(removing).isEqualTo(new Collected(75, 0, 25, 25));
        assertThat(rechecks).hasPositiveValue();
        assertThat(pool()).isEqualTo(needed).hasSize(OBJECTS);
    }

    private PoolCollection pass(int sliceSize) {
        return new PoolCollection(
                folder("any"), Duration.ZERO, Calls.of(control, TransferSettings.DEFAULT), CLOCK, sliceSize);
    }

    private void put(int number, int bytes) {
        store.put("library", "key " + number, new byte[bytes], ObjectMetadata.NONE);
    }

    private BackupFolder folder(String id) {
        return BackupFolder.of(store, "repository", new ProjectId("acme"), "prd", new OperationId(id));
    }

    private Increment.Earlier backup(String id, Increment.Earlier earlier) {
        BackupFolder folder = folder(id);
        LibraryManifest manifest = new LibraryBackup(TransferSettings.DEFAULT, CLOCK)
                .copy(
                        new Library(new Place(store, "library"), KeyFilter.ALL, CLOCK.instant()),
                        4,
                        folder,
                        control,
                        new Increment("memory/library", earlier));
        return new Increment.Earlier(folder, manifest);
    }

    private Set<String> places(Increment.Earlier backup) {
        Set<String> places = new HashSet<>();
        try (ObjectManifestReader reader =
                backup.manifest().open(backup.folder(), Calls.of(control, TransferSettings.DEFAULT))) {
            reader.forEachRemaining(object -> places.add(backup.folder().key(object.storedAt())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private Set<String> pool() {
        List<String> keys = new ArrayList<>();
        store.list("repository", "acme/prd/objects/", "", 1000).entries().stream()
                .map(ObjectEntry::key)
                .forEach(keys::add);
        return new HashSet<>(keys);
    }
}
