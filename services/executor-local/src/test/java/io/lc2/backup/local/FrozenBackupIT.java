package io.lc2.backup.local;

import static io.lc2.backup.local.FrozenParts.endpoint;
import static io.lc2.backup.local.FrozenParts.planned;
import static io.lc2.backup.local.FrozenParts.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.spi.BackupFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backups that earlier versions made are restored by this one, row by row and object by object. Folders are never changed;
 * {@code -Dfrozen.write} adds those of the versions this software writes.
 */
@ExtendWith(EmbeddedServerExtension.class)
class FrozenBackupIT {

    private static final Planner PLANNER = new Planner(LocalCapabilities.LOCAL);
    private static final String REPOSITORY = "frozen-repository";

    @TempDir
    Path directory;

    /** Where the library was and where the backup went: each way writes other things into the object manifest. */
    private enum Way {
        FILES(FrozenParts.FILES, FrozenParts.FILES, false),
        S3(FrozenParts.S3, FrozenParts.S3, false),
        STREAMED(FrozenParts.S3, FrozenParts.FILES, false),
        INCREMENTAL(FrozenParts.S3, FrozenParts.FILES, true);

        private final String library;
        private final String repository;
        private final boolean incremental;

        Way(String library, String repository, boolean incremental) {
            this.library = library;
            this.repository = repository;
            this.incremental = incremental;
        }

        FrozenFolder folder() {
            return new FrozenFolder(FrozenFolder.ALL
                    .resolve("manifest-" + BackupManifest.FORMAT_VERSION + "-objects-" + LibraryManifest.FORMAT_VERSION)
                    .resolve(id()));
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<FrozenFolder> frozen() throws IOException {
        return FrozenFolder.all();
    }

    @BeforeAll
    static void addFolders(EmbeddedDatabase database, EmbeddedS3 s3, @TempDir Path root) throws Exception {
        for (Way way : Way.values()) {
            if (Boolean.getBoolean("frozen.write")
                    && Files.notExists(way.folder().folder())) {
                freeze(way, database, s3, Files.createDirectories(root.resolve(way.id())));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frozen")
    void bringsBackEveryRowAndEveryObject(FrozenFolder frozen, EmbeddedDatabase database, EmbeddedS3 s3)
            throws Exception {
        try (FrozenParts parts = thawed(frozen, database, s3)) {
            OperationId restoreId = new OperationId("r-" + frozen.folder().getFileName());
            BackupManifest manifest = manifest(frozen, parts);

            Operation restored =
                    restore(restoreId, source(manifest, sha256(frozen.find(BackupFolder.MANIFEST))), parts);

            String bucket = endpoint(restored, StepKind.RESTORE_OBJECTS);
            assertThat(FrozenContent.of(
                            database,
                            endpoint(restored, StepKind.RESTORE_DATABASE),
                            parts.store(manifest.objects().store()),
                            bucket))
                    .isEqualTo(frozen.expected());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frozen")
    void readsEveryByteBack(FrozenFolder frozen, EmbeddedDatabase database, EmbeddedS3 s3) throws Exception {
        try (FrozenParts parts = thawed(frozen, database, s3)) {
            SourceBackup source = source(manifest(frozen, parts), sha256(frozen.find(BackupFolder.MANIFEST)));

            Operation verified = parts.run(
                    new OperationId("v-" + frozen.folder().getFileName()),
                    OperationKind.VERIFICATION,
                    new Subject.Verification(source),
                    PLANNER.verification());

            assertThat(verified.result(StepKind.VERIFY_BACKUP).checks())
                    .hasSizeGreaterThan(5)
                    .allMatch(check -> check.passed());
        }
    }

    private FrozenParts thawed(FrozenFolder frozen, EmbeddedDatabase database, EmbeddedS3 s3) throws IOException {
        FrozenParts parts = new FrozenParts(database, s3, directory, FrozenParts.FILES, REPOSITORY);
        parts.buckets(FrozenParts.FILES).create(REPOSITORY, new OperationId("thawed"));
        frozen.load(parts.repository());
        return parts;
    }

    private static void freeze(Way way, EmbeddedDatabase database, EmbeddedS3 s3, Path root)
            throws SQLException, IOException {
        String name = "frozen_" + way.id();
        String bucket = "library-" + way.id();
        String repository = "repository-" + way.id();
        try (FrozenParts parts = new FrozenParts(database, s3, root, way.repository, repository)) {
            FrozenSource.makeDatabase(database, name);
            FrozenSource.makeLibrary(parts, way.library, bucket);
            parts.buckets(way.repository).create(repository, new OperationId("frozen"));
            BackupRequest request = FrozenSource.request(name, way.library, bucket, way.incremental);
            OperationId id = new OperationId("b-local-frozen-" + way.id());

            parts.run(id, OperationKind.BACKUP, new Subject.Backup(id, request), planned(PLANNER.backup(request)));

            FrozenContent all = FrozenContent.of(database, name, parts.store(way.library), bucket);
            way.folder().save(parts.repository(), all.without(FrozenSource.LEFT_OUT, FrozenSource.GENERATED));
        }
    }

    private static Operation restore(OperationId id, SourceBackup source, FrozenParts parts) {
        RestoreRequest request = new RestoreRequest(
                source.backupId(), "uat", RestoreType.FULL, null, false, false, List.of(), List.of(), false, false);
        return parts.run(
                id,
                OperationKind.RESTORE,
                new Subject.Restore(request, source),
                planned(PLANNER.restore(request, source)));
    }

    private static BackupManifest manifest(FrozenFolder frozen, FrozenParts parts) throws IOException {
        // Without a log there is nothing to compare with but the file beside it.
        return ManifestStore.read(folder(frozen, parts), null);
    }

    private static BackupFolder folder(FrozenFolder frozen, FrozenParts parts) throws IOException {
        Path folder = frozen.find(BackupFolder.MANIFEST).getParent();
        String prefix = frozen.folder().resolve("repository").relativize(folder) + "/";
        return new BackupFolder(parts.repository().store(), REPOSITORY, prefix);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
