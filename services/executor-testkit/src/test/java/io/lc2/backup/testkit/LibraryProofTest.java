package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.CLOCK;
import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;
import static io.lc2.backup.testkit.LibraryFixtures.entries;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.LibraryFixtures.folder;
import static io.lc2.backup.testkit.LibraryFixtures.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Check;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.objects.LibraryRestore;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.SampleSize;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check passes on what is whole, and fails on the damage it is for. */
class LibraryProofTest {

    private static final int OBJECTS = 60;
    private static final String TARGET = "restored";
    /** All of them, so that no damage escapes by luck. */
    private static final SampleSize EVERY = new SampleSize(OBJECTS, 7);

    private final RecordingControl control = new RecordingControl();
    private InMemoryStore library;
    private InMemoryStore repository;
    private BackupFolder folder;
    private LibraryManifest manifest;
    private LibraryProof proof;

    @BeforeEach
    void copyInside() {
        backUp(true);
    }

    private void backUp(boolean inside) {
        library = store("a", true);
        repository = inside ? library : store("b", true);
        folder = folder(repository);
        fill(library, OBJECTS);
        manifest =
                new LibraryBackup(SETTINGS, CLOCK).copy(new Place(library, LIBRARY), KeyFilter.ALL, 4, folder, control);
        proof = new LibraryProof(manifest, folder, SETTINGS, control);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void provesAWholeBackup(boolean inside) {
        backUp(inside);

        assertThat(backupChecks())
                .hasSize(6)
                .allSatisfy(
                        check -> assertThat(check.passed()).as(check.toString()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesAnObjectThatIsGone(boolean inside) {
        backUp(inside);
        repository.delete(REPOSITORY, List.of(storedKey()));

        assertThat(failed()).contains("objects-stored-complete", "objects-sample-read-back", "objects-checksums");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesAnObjectOfAnotherSize(boolean inside) {
        backUp(inside);
        repository.put(REPOSITORY, storedKey(), new byte[1], metadataOf(victim()));

        assertThat(failed()).contains("objects-stored-complete", "objects-sample-read-back", "objects-checksums");
    }

    @Test
    void seesChangedBytesByTheirChecksum() {
        backUp(false);
        repository.put(REPOSITORY, storedKey(), new byte[(int) victim().bytes()], metadataOf(victim()));

        assertThat(failed()).containsExactlyInAnyOrder("objects-sample-read-back", "objects-checksums");
    }

    @Test
    void seesChangedBytesByComparingWithTheLibrary() {
        repository.put(REPOSITORY, storedKey(), new byte[(int) victim().bytes()], metadataOf(victim()));

        assertThat(failed()).containsExactly("objects-sample-read-back");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesLostMetadata(boolean inside) {
        backUp(inside);
        byte[] bytes = new byte[0];
        try (var in = repository.read(REPOSITORY, storedKey(), 0, -1)) {
            bytes = in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        repository.put(REPOSITORY, storedKey(), bytes, new ObjectMetadata("a/b", Map.of("lost", "1")));

        assertThat(failed()).containsExactly("objects-metadata-kept");
    }

    @Test
    void seesAChangedManifest() {
        repository.put(REPOSITORY, folder.key(manifest.path()), new byte[] {1}, ObjectMetadata.NONE);

        assertThat(proof.manifestIntact().passed()).isFalse();
        repository.delete(REPOSITORY, List.of(folder.key(manifest.path())));
        assertThat(proof.manifestIntact().passed()).isFalse();
    }

    @Test
    void tellsChangesSinceTheCopyFromObjectsItForgot() {
        library.put(LIBRARY, "new", new byte[5], ObjectMetadata.NONE);
        library.put(LIBRARY, victim().key(), new byte[5], ObjectMetadata.NONE);
        library.delete(LIBRARY, List.of(entries(manifest, folder).getLast().key()));

        Check check = matchesListing(Duration.ofDays(-1));

        assertThat(check.passed()).isTrue();
        assertThat(check.detail()).contains("58 the same, 1 changed, 1 new, 1 gone since; 0 of the new");

        for (int i = 0; i < 11; i++) {
            library.put(LIBRARY, "forgotten-" + i, new byte[1], ObjectMetadata.NONE);
        }
        assertThat(matchesListing(Duration.ofDays(1)).passed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void provesAWholeRestoreAndSeesWhatIsWrongWithAnother(boolean inside) {
        backUp(inside);
        library.buckets().make(TARGET);
        Place target = new Place(library, TARGET);
        new LibraryRestore(SETTINGS, CLOCK).restore(manifest, folder, target, key -> true, 4, new RecordingControl());
        assertThat(restoreChecks(target))
                .hasSize(3)
                .allSatisfy(
                        check -> assertThat(check.passed()).as(check.toString()).isTrue());

        library.put(TARGET, victim().key(), new byte[(int) victim().bytes()], ObjectMetadata.NONE);
        assertThat(restoreChecks(target).filter(check -> !check.passed()).map(Check::name))
                .contains("restored-sample-read-back");

        library.delete(TARGET, List.of(victim().key()));
        assertThat(restoreChecks(target).filter(check -> !check.passed()).map(Check::name))
                .contains("restored-complete", "restored-sample-read-back");
        assertThat(restoreChecks(target).findFirst().orElseThrow().detail()).contains(victim().key());
    }

    @Test
    void drawsTheSameSampleForTheSameSeed() {
        SampleSize ten = new SampleSize(10, 3);

        assertThat(ofBackup(Duration.ZERO, ten)).isEqualTo(ofBackup(Duration.ZERO, ten));
    }

    private List<Check> ofBackup(Duration copied, SampleSize size) {
        return proof.ofBackup(
                new Place(library, LIBRARY), KeyFilter.ALL, CLOCK.instant().plus(copied), size);
    }

    private Check matchesListing(Duration copied) {
        return ofBackup(copied, EVERY).stream()
                .filter(check -> check.name().equals("objects-match-listing"))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Check> backupChecks() {
        return Stream.of(
                        List.of(proof.manifestIntact()),
                        ofBackup(Duration.ofDays(-1), EVERY),
                        List.of(proof.everyChecksum(4)))
                .flatMap(List::stream);
    }

    private Stream<Check> restoreChecks(Place target) {
        return Stream.of(
                        List.of(proof.restoredComplete(target, key -> true)),
                        proof.restoredSample(target, key -> true, EVERY))
                .flatMap(List::stream);
    }

    private List<String> failed() {
        return backupChecks().filter(check -> !check.passed()).map(Check::name).toList();
    }

    private StoredObject victim() {
        return entries(manifest, folder).stream()
                .max(java.util.Comparator.comparingLong(StoredObject::bytes))
                .orElseThrow();
    }

    private String storedKey() {
        return folder.key(victim().storedAt());
    }

    private ObjectMetadata metadataOf(StoredObject object) {
        return library.head(LIBRARY, object.key()).orElseThrow().metadata();
    }
}
