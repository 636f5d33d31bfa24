package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ConsistencySection;
import io.lc2.backup.executor.manifest.BackupManifest.DatabaseSection;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestStoreTest {

    private static final String FIRST = "manifest-v1.json";
    private static final String COUNTED = "manifest-v1-consistency.json";

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final BackupFolder folder =
            BackupFolder.of(store, LibraryFixtures.REPOSITORY, new ProjectId("acme"), "prd", new OperationId("b-1"));

    @Test
    void writesVersionOneAsItWasApproved() throws IOException {
        ManifestStore.write(folder, manifest("lportal"));

        assertThat(new String(stored(BackupFolder.MANIFEST), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(new String(golden(COUNTED), StandardCharsets.UTF_8));
    }

    @Test
    void readsTheManifestThatVersionOneWrites() throws IOException {
        store.put(LibraryFixtures.REPOSITORY, folder.key(BackupFolder.MANIFEST), golden(COUNTED), ObjectMetadata.NONE);

        assertThat(ManifestStore.read(folder, sha256Of(golden(COUNTED)))).isEqualTo(manifest("lportal"));
    }

    @Test
    void readsTheManifestThatVersionOneWroteBeforeItCountedReferences() throws IOException {
        store.put(LibraryFixtures.REPOSITORY, folder.key(BackupFolder.MANIFEST), golden(FIRST), ObjectMetadata.NONE);

        assertThat(ManifestStore.read(folder, sha256Of(golden(FIRST)))).isEqualTo(manifest("lportal", null));
    }

    @Test
    void tellsTheChecksumThatIsBesideIt() throws IOException {
        String sha256 = ManifestStore.write(folder, manifest("lportal"));

        assertThat(new String(stored(ManifestStore.CHECKSUM), StandardCharsets.US_ASCII))
                .isEqualTo(sha256 + "  manifest.json\n");
        assertThat(ManifestStore.read(folder, null)).isEqualTo(manifest("lportal"));
    }

    @Test
    void writesTheSameManifestTwiceButNeverAnother() {
        String first = ManifestStore.write(folder, manifest("lportal"));

        assertThat(ManifestStore.write(folder, manifest("lportal"))).isEqualTo(first);
        assertInvalid("something else", () -> ManifestStore.write(folder, manifest("other")));
    }

    @Test
    void refusesAManifestWithOneFlippedBit() throws IOException {
        String sha256 = ManifestStore.write(folder, manifest("lportal"));
        byte[] bytes = stored(BackupFolder.MANIFEST);
        bytes[bytes.length / 2] ^= 1;
        store.put(LibraryFixtures.REPOSITORY, folder.key(BackupFolder.MANIFEST), bytes, ObjectMetadata.NONE);

        assertInvalid("recorded was " + sha256, () -> ManifestStore.read(folder, sha256));
    }

    @Test
    void refusesAMissingManifest() {
        assertInvalid("is not there", () -> ManifestStore.read(folder, "ab"));
    }

    @Test
    void refusesAManifestOfALaterVersionByItsNumber() {
        byte[] later = "{\"formatVersion\": 2}".getBytes(StandardCharsets.UTF_8);
        store.put(LibraryFixtures.REPOSITORY, folder.key(BackupFolder.MANIFEST), later, ObjectMetadata.NONE);
        store.put(
                LibraryFixtures.REPOSITORY,
                folder.key(ManifestStore.CHECKSUM),
                "a7c1eb6f7e7c3d8a  manifest.json\n".getBytes(StandardCharsets.US_ASCII),
                ObjectMetadata.NONE);
        String sha256 = sha256Of(later);

        assertInvalid("format version 2", () -> ManifestStore.read(folder, sha256));
    }

    @Test
    void refusesWhatIsNoManifest() {
        byte[] garbage = "not json".getBytes(StandardCharsets.UTF_8);
        store.put(LibraryFixtures.REPOSITORY, folder.key(BackupFolder.MANIFEST), garbage, ObjectMetadata.NONE);

        assertInvalid("is not a manifest", () -> ManifestStore.read(folder, sha256Of(garbage)));
    }

    private static void assertInvalid(String text, Runnable call) {
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(call::run)
                .withMessageContaining(text)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.MANIFEST_INVALID));
    }

    private byte[] stored(String path) throws IOException {
        try (InputStream in = store.read(folder.bucket(), folder.key(path), 0, -1)) {
            return in.readAllBytes();
        }
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = ManifestStoreTest.class.getResourceAsStream("/manifest/" + name)) {
            return in.readAllBytes();
        }
    }

    private static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BackupManifest manifest(String database) {
        return manifest(
                database,
                new ConsistencySection("s3-store", 8, 6, 2, 1, 1, 3, 1, List.of("1/2/401/1.0", "1/2/402/1.0")));
    }

    private static BackupManifest manifest(String database, @Nullable ConsistencySection consistency) {
        Check check = new Check("dump-not-empty", Component.DATABASE, true, "3 tables");
        Artifact dump = new Artifact("database/lportal.zst", Component.DATABASE, "application/x", 10, "ab", 30);
        return new BackupManifest(
                1,
                BackupManifest.PRODUCT,
                "b-1",
                "acme",
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                Instant.parse("2026-11-21T10:00:00Z"),
                Instant.parse("2026-11-21T10:00:01.5Z"),
                Set.of(Component.DATABASE, Component.OBJECTS),
                new DatabaseSection(
                        "POSTGRESQL",
                        "main",
                        new StepResult(
                                10, 1, Map.of("dump." + database, "database/lportal.zst"), List.of(dump), List.of())),
                new ObjectsSection(
                        "s3", "s3", "library", "objects.avro", 99, "cd", 7, 700, 1, Map.of("missingObjects", "1")),
                consistency,
                List.of(check),
                List.of("*/thumbnails/*"),
                List.of("cache_*"),
                List.of("DLFileEntry"),
                List.of());
    }
}
