package io.lc2.backup.executor.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.embedded.testing.Fuzz;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.Hashes;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read back from a store somebody else writes to. */
class StorageFuzzTest {

    private static final String MANIFEST = """
            {"formatVersion": 1, "product": "lc2-backup", "backupId": "b-1", "project": "acme", "environment": "prd",
             "application": "LIFERAY", "provider": "LOCAL", "requestedAt": "2026-11-21T10:00:00Z",
             "dataTime": "2026-11-21T10:00:01.5Z", "components": ["DATABASE", "OBJECTS"],
             "database": {"type": "POSTGRESQL", "instance": "main", "dump": {"bytes": 10, "objects": 1,
               "facts": {"dump.lportal": "database/lportal.zst"}, "artifacts": [{"path": "database/lportal.zst",
               "component": "DATABASE", "mediaType": "application/x", "bytes": 10, "sha256": "ab",
               "originalBytes": 30}], "checks": []}},
             "objects": {"storageType": "s3", "store": "s3", "bucket": "library", "manifestPath": "objects.avro",
               "manifestBytes": 99, "manifestSha256": "cd", "count": 7, "bytes": 700, "missing": 1, "facts": {}},
             "checks": [{"name": "dump-not-empty", "component": "DATABASE", "passed": true, "detail": "3 tables"}],
             "excludedPatterns": ["*/thumbnails/*"], "excludedTables": ["cache_*"], "schemaMarkers": ["DLFileEntry"],
             "keyIds": []}""";

    private final HeapStore store = new HeapStore();
    private final BackupFolder folder = new BackupFolder(store, "bucket", "p/e/backups/b/");

    /** The checksum is right, as when the one who damaged it wrote it anew: the parser itself must stand it. */
    @Test
    void aManifestIsOneOrInvalid() {
        long inputs = Fuzz.from(List.of(
                        MANIFEST.getBytes(UTF_8),
                        MANIFEST.replaceAll("\\s+", "").getBytes(UTF_8)))
                .against(input -> {
                    store.objects.put(folder.key(BackupFolder.MANIFEST), input);
                    try {
                        BackupManifest manifest = ManifestStore.read(
                                folder, Hashes.hex(Hashes.sha256().digest(input)));
                        assertThat(manifest).hasNoNullFieldsOrPropertiesExcept("database", "objects", "consistency");
                    } catch (PermanentProviderException expected) {
                        assertThat(expected.code()).isEqualTo(FailureCode.MANIFEST_INVALID);
                    }
                });

        assertThat(inputs).isGreaterThan(1000);
    }

    @Test
    void anArtifactIsWhatWasWrittenOrDamaged() throws IOException {
        byte[] content = new byte[3_000];
        new Random(7).nextBytes(content);
        Artifact artifact;
        try (ArtifactWriter writer = ArtifactWriter.create(
                folder, new ArtifactDescription("database/a.zst", Component.DATABASE, "x+zstd"))) {
            writer.stream().write(content);
            artifact = writer.commit();
        }
        String key = folder.key(artifact.path());
        byte[] stored = store.objects.get(key).clone();

        Fuzz.from(List.of(stored)).against(input -> {
            store.objects.put(key, input);
            Artifact described = new Artifact(
                    artifact.path(),
                    artifact.component(),
                    artifact.mediaType(),
                    input.length,
                    Hashes.hex(Hashes.sha256().digest(input)),
                    artifact.originalBytes());
            try (ArtifactReader reader = ArtifactReader.open(folder, described)) {
                assertThat(reader.readAllBytes()).hasSize(content.length);
            } catch (PermanentProviderException expected) {
                assertThat(expected.code()).isEqualTo(FailureCode.VALIDATION_FAILED);
            }
        });
    }
}
