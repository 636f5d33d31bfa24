package io.lc2.backup.local;

import static io.lc2.backup.local.FrozenParts.endpoint;
import static io.lc2.backup.local.FrozenParts.planned;
import static io.lc2.backup.local.FrozenParts.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3Probe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A PostgreSQL server is dumped, then the library in an S3 bucket that keeps versions goes on: the backup holds the library
 * as of the dump, so that every row finds its file.
 */
@ExtendWith(EmbeddedServerExtension.class)
class LibraryAsOfIT {

    private static final Planner PLANNER = new Planner(LocalCapabilities.LOCAL);
    private static final String DELETED = "20097/31000/103/1.0~u-103";
    private static final String REPLACED = "20097/31000/104/1.0";

    /** Inside one server the versions are copied by it, else they are streamed. */
    @ParameterizedTest(name = "repository in {0}, incremental {1}")
    @CsvSource({"s3, false", "s3, true", "files, false", "files, true"})
    void holdsWhatTheRowsOfTheDumpReferTo(
            String repositoryStore, boolean incremental, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        String name = "as_of_" + repositoryStore + (incremental ? "_incremental" : "");
        String bucket = name.replace('_', '-');
        String repository = "repository-" + bucket;
        try (EmbeddedS3 s3 = EmbeddedS3.startInMemory(Files.createDirectories(directory.resolve("s3")));
                S3Probe probe =
                        new S3Probe(s3.endpoint(), s3.region(), new S3Credentials(s3.accessKey(), s3.secretKey()));
                FrozenParts parts = new FrozenParts(
                        database,
                        s3,
                        Files.createDirectories(directory.resolve("files")),
                        repositoryStore,
                        repository)) {
            FrozenSource.makeDatabase(database, name);
            FrozenSource.makeLibrary(parts, FrozenParts.S3, bucket);
            probe.keepVersions(bucket);
            parts.buckets(repositoryStore).create(repository, new OperationId("as-of"));
            FrozenContent before = FrozenContent.of(database, name, parts.store(FrozenParts.S3), bucket)
                    .without(FrozenSource.LEFT_OUT, FrozenSource.GENERATED);
            BackupRequest request = FrozenSource.request(name, FrozenParts.S3, bucket, incremental);
            OperationId id = new OperationId("b-local-" + bucket);

            Operation made = parts.run(
                    id,
                    OperationKind.BACKUP,
                    new Subject.Backup(id, request),
                    planned(PLANNER.backup(request)),
                    (step, result) -> {
                        if (step == StepKind.DUMP_DATABASE) {
                            goOn(probe, parts.store(FrozenParts.S3), bucket, dataTime(result));
                        }
                    });

            Instant t0 = dataTime(made.result(StepKind.DUMP_DATABASE));
            assertThat(made.result(StepKind.COPY_OBJECTS).facts())
                    .containsEntry("libraryAsOf", t0.toString())
                    .containsEntry("missingObjects", "0");
            assertThat(made.result(StepKind.COPY_OBJECTS).checks())
                    .extracting(Check::name, Check::detail)
                    .satisfiesExactly(check -> assertThat(check.toString()).contains("as of T0 " + t0));
            BackupManifest manifest = ManifestStore.read(
                    new BackupFolder(parts.repository().store(), repository, "acme/prd/backups/" + id.value() + "/"),
                    made.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256));
            // The source itself lacks one.
            assertThat(manifest.consistency().missing()).isEqualTo(1);
            assertThat(manifest.objects().facts()).containsKey("extraObjects");
            assertThat(restored(
                            parts,
                            source(
                                    manifest,
                                    made.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256)),
                            database,
                            bucket))
                    .isEqualTo(before);
        }
    }

    /** What happens in the library between dump and copy; the store dates by whole seconds. */
    private static void goOn(S3Probe probe, ObjectStore store, String bucket, Instant t0) {
        String clock = "clock";
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            probe.put(bucket, clock, new byte[0], ObjectMetadata.NONE);
            Instant now = store.head(bucket, clock).orElseThrow().entry().lastModified();
            return now.isAfter(t0.truncatedTo(ChronoUnit.SECONDS));
        });
        store.delete(bucket, List.of(clock, DELETED));
        probe.put(bucket, REPLACED, "replaced".getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
        assertThat(store.head(bucket, DELETED)).isEmpty();
    }

    private static Instant dataTime(StepResult dump) {
        return Instant.parse(dump.facts().get(Facts.DATA_TIME));
    }

    private static FrozenContent restored(
            FrozenParts parts, SourceBackup source, EmbeddedDatabase database, String bucket) throws Exception {
        RestoreRequest request = new RestoreRequest(
                source.backupId(), "uat", RestoreType.FULL, null, false, false, List.of(), List.of(), false, false);
        OperationId id = new OperationId("r-" + bucket);
        Operation restored = parts.run(
                id,
                OperationKind.RESTORE,
                new Subject.Restore(request, source),
                planned(PLANNER.restore(request, source)));
        ObjectStore store = parts.store(FrozenParts.S3);
        String target = endpoint(restored, StepKind.RESTORE_OBJECTS);
        // It came and went after T0, within the time by which clocks may differ.
        store.delete(target, List.of("clock"));
        return FrozenContent.of(database, endpoint(restored, StepKind.RESTORE_DATABASE), store, target);
    }
}
