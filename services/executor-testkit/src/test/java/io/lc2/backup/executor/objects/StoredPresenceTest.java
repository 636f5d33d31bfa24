package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.testkit.InMemoryStore;
import io.lc2.backup.testkit.RecordingControl;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, whether or not all of it is looked at in one slice. */
class StoredPresenceTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    private static final int OBJECTS = 50;

    private final InMemoryStore store = new InMemoryStore("memory", true, CLOCK);
    private final RecordingControl control = new RecordingControl();
    private final Calls calls = Calls.of(control, TransferSettings.DEFAULT);
    private final BackupFolder folder =
            BackupFolder.of(store, "repository", new ProjectId("acme"), "prd", new OperationId("b-1"));
    private LibraryManifest manifest;
    private List<StoredObject> entries;

    @BeforeEach
    void backUp() throws IOException {
        store.buckets().make("library");
        store.buckets().make("repository");
        for (int i = 0; i < OBJECTS; i++) {
            store.put("library", "key " + (100 + i), new byte[3], ObjectMetadata.NONE);
        }
        manifest = new LibraryBackup(TransferSettings.DEFAULT, CLOCK)
                .copy(
                        new Library(new Place(store, "library"), KeyFilter.ALL, CLOCK.instant()),
                        4,
                        folder,
                        control,
                        new Increment("memory/library", null));
        entries = new ArrayList<>();
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            reader.forEachRemaining(entries::add);
        }
    }

    private StoredPresence presence(int sliceSize) {
        return new StoredPresence(folder, manifest, calls, sliceSize);
    }

    private String stored(int entry) {
        return folder.key(entries.get(entry).storedAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 49, 50, 51, 1000})
    void findsWhatIsThereWithItsSizeAndNothingElse(int sliceSize) {
        store.delete("repository", List.of(stored(3)));
        store.put("repository", stored(4), new byte[4], ObjectMetadata.NONE);
        store.put("repository", stored(5) + "0", new byte[3], ObjectMetadata.NONE);

        StoredPresence compared = presence(sliceSize).compare();
        assertThat(compared.found()).isEqualTo(OBJECTS - 2);
        assertThat(compared.listed()).isEqualTo(OBJECTS);
        assertThat(compared.absent())
                .containsExactlyInAnyOrder(entries.get(3).key(), entries.get(4).key());
        StoredPresence.Known known = presence(sliceSize).known();
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(known.isStored(i, entries.get(i))).as("entry %d", i).isEqualTo(i != 3 && i != 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1000})
    void saysNothingOfAManifestThatIsDamaged(int sliceSize) {
        store.put("repository", folder.key("objects.avro"), new byte[100], ObjectMetadata.NONE);

        assertInvalid(sliceSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1000})
    void saysNothingOfAManifestThatIsNotTheOneThatWasWritten(int sliceSize) {
        manifest = new LibraryManifest(
                manifest.path(), manifest.fileBytes(), "0".repeat(64), manifest.totals(), manifest.copied(), null);

        assertInvalid(sliceSize);
    }

    @Test
    void findsNothingInAnEmptyPool() {
        entries.forEach(object -> store.delete("repository", List.of(folder.key(object.storedAt()))));

        assertThat(presence(10).compare().found()).isZero();
        assertThat(presence(10).known().isStored(0, entries.get(0))).isFalse();
    }

    private void assertInvalid(int sliceSize) {
        assertThatThrownBy(() -> presence(sliceSize).known())
                .isInstanceOfSatisfying(
                        PermanentProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID));
    }
}
