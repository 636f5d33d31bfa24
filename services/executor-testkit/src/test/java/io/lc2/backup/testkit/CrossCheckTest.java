package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.domain.references.LiferayFiles;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ConsistencySection;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.references.ReferenceWriter;
import io.lc2.backup.executor.references.References;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.StepControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows and objects of one backup compared, from the dump to the manifest. */
class CrossCheckTest {

    private static final OperationId BACKUP = new OperationId("backup-1");
    private static final List<StepKind> STEPS =
            List.of(StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST);

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final Rows rows = new Rows();

    @Test
    void countsMissingAndExtraObjectsAndCompletesAllTheSame() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0", "1/2/402/1.0", "1/2/403/1.0~u"));
        rows.keys.put(LiferayFiles.ADVANCED_FILE_SYSTEM_STORE, List.of("1/2/40/401.afsh/401_1.0.afsh"));
        put("1/2/401/1.0", "1/2/403/1.0~u", "1/2/404/1.0", "1/2/401/1.0.index");

        Operation done = run("");

        assertThat(checks(done))
                .containsEntry(
                        "references-counted",
                        "s3-store: 2 of 3 objects that rows refer to as of 2026-11-21T07:00:00Z are in the backup,"
                                + " 1 missing, 0 of these gone while it was made, 0 left out on request;"
                                + " missing 1/2/402/1.0")
                .containsEntry(
                        "orphans-counted", "2 objects that no row refers to, 1 of them look like files of users");
        assertThat(consistency(done))
                .isEqualTo(new ConsistencySection("s3-store", 3, 2, 1, 0, 0, 2, 1, List.of("1/2/402/1.0")));
    }

    @Test
    void countsInAnIncrementalBackupWhatIsInThePool() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0", "1/2/402/1.0", "1/2/403/1.0"));
        put("1/2/401/1.0", "1/2/402/1.0", "1/2/404/1.0");
        StorageSource storage = storage("").withIncremental(true);
        Operation first = line().run(backup(new OperationId("backup-0"), storage), STEPS);
        put("1/2/402/1.0");

        Operation done = line().run(backup(BACKUP, storage), STEPS);

        assertThat(done.result(StepKind.COPY_OBJECTS).facts()).containsEntry("copiedObjects", "1");
        assertThat(consistency(done))
                .isEqualTo(consistency(first))
                .isEqualTo(new ConsistencySection("s3-store", 3, 2, 1, 0, 0, 1, 1, List.of("1/2/403/1.0")));
    }

    @Test
    void recognisesTheAdvancedFileSystemStore() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0"));
        rows.keys.put(LiferayFiles.ADVANCED_FILE_SYSTEM_STORE, List.of("1/2/40/401.afsh/401_1.0.afsh"));
        put("1/2/40/401.afsh/401_1.0.afsh");

        assertThat(consistency(run("")))
                .isEqualTo(new ConsistencySection("advanced-file-system-store", 1, 1, 0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void reportsNothingMissingWhereFilesAreKeptElsewhere() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0", "1/2/402/1.0"));
        rows.keys.put(
                LiferayFiles.ADVANCED_FILE_SYSTEM_STORE,
                List.of("1/2/40/401.afsh/401_1.0.afsh", "1/2/40/402.afsh/402_1.0.afsh"));
        put("assets/logo.png");

        Operation done = run("");

        assertThat(checks(done).get("references-counted"))
                .isEqualTo("not recognised: rows refer to 2 objects, none of them is among the 1 of the library; looked"
                        + " for keys such as 1/2/401/1.0 (s3-store),"
                        + " 1/2/40/401.afsh/401_1.0.afsh (advanced-file-system-store)");
        assertThat(checks(done)).doesNotContainKey("orphans-counted");
        assertThat(consistency(done)).isEqualTo(new ConsistencySection("", 2, 0, 0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void missesEveryFileOfALibraryThatHoldsThoseOfAnotherInstallation() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0"));
        put("7/8/901/1.0");

        assertThat(consistency(run("")))
                .isEqualTo(new ConsistencySection("s3-store", 1, 0, 1, 0, 0, 1, 1, List.of("1/2/401/1.0")));
    }

    @Test
    void doesNotMissWhatTheRequestLeavesOut() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0", "1/3/402/1.0"));
        put("1/2/401/1.0", "1/3/402/1.0");

        assertThat(consistency(run("1/3/")))
                .isEqualTo(new ConsistencySection("s3-store", 1, 1, 0, 0, 1, 0, 0, List.of()));
    }

    @Test
    void saysWhichTablesItLookedFor() {
        put("1/2/401/1.0");

        assertThat(checks(run("")).get("references-counted"))
                .startsWith("not recognised: no database of the backup has rows of DLFileEntry and DLFileVersion");
    }

    @Test
    void saysThatThereIsNothingToCompare() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of());

        assertThat(checks(run("")).get("references-counted")).startsWith("nothing to compare: ");
    }

    @Test
    void comparesNothingWithoutALibrary() {
        rows.keys.put(LiferayFiles.S3_STORE, List.of("1/2/401/1.0"));
        Operation done = line().run(backup(null), List.of(StepKind.DUMP_DATABASE));

        assertThat(done.result(StepKind.DUMP_DATABASE).facts()).containsOnlyKeys(Facts.DATA_TIME);
    }

    private Operation run(String excludedPath) {
        return line().run(backup(storage(excludedPath)), STEPS);
    }

    private static StorageSource storage(String excludedPath) {
        return new StorageSource(
                StorageType.MINIO,
                "memory",
                LIBRARY,
                List.of(),
                excludedPath.isEmpty() ? List.of() : List.of(excludedPath),
                List.of(),
                false,
                true,
                4,
                false);
    }

    private StepLine line() {
        return new StepLine(store, rows);
    }

    private static Operation backup(@Nullable StorageSource storage) {
        return backup(BACKUP, storage);
    }

    private static Operation backup(OperationId id, @Nullable StorageSource storage) {
        DatabaseSource database = new DatabaseSource(
                DatabaseType.POSTGRESQL,
                "main",
                List.of("lportal"),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
        BackupRequest request = new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                database,
                storage,
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
        return StepLine.operation(
                id,
                OperationKind.BACKUP,
                new Subject.Backup(id, request),
                storage == null ? List.of(StepKind.DUMP_DATABASE) : STEPS);
    }

    private void put(String... keys) {
        for (String key : keys) {
            store.put(LIBRARY, key, new byte[] {1, 2, 3}, ObjectMetadata.NONE);
        }
    }

    private static Map<String, String> checks(Operation done) {
        Map<String, String> checks = new HashMap<>();
        for (Check check : done.result(StepKind.VALIDATE_OBJECTS).checks()) {
            assertThat(check.passed()).as(check.name()).isTrue();
            checks.put(check.name(), check.detail());
        }
        return checks;
    }

    private @Nullable ConsistencySection consistency(Operation done) {
        String sha256 = done.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256);
        BackupFolder folder = BackupFolder.of(
                store,
                LibraryFixtures.REPOSITORY,
                new ProjectId("acme"),
                "prd",
                done.subject().backupId());
        BackupManifest manifest = ManifestStore.read(folder, sha256);
        return manifest.consistency();
    }

    /** A database that holds nothing but what its rows refer to. */
    private static final class Rows implements DatabaseGateway {

        final Map<KeyLayout, List<String>> keys = new HashMap<>();

        @Override
        public StepResult dump(DumpOrder order, BackupFolder folder, StepControl control) {
            Map<String, String> facts = new HashMap<>(Map.of(Facts.DATA_TIME, "2026-11-21T07:00:00Z"));
            List<Artifact> artifacts = new ArrayList<>();
            if (order.references() != null) {
                keys.forEach((layout, all) -> {
                    String path = "database/lportal.references." + layout.name() + ".zst";
                    try (ReferenceWriter writer = new ReferenceWriter(folder, path)) {
                        all.forEach(writer::add);
                        artifacts.add(writer.commit());
                    }
                    facts.put(References.fact(layout, "lportal"), path);
                });
            }
            return new StepResult(1, 1, facts, artifacts, List.of());
        }

        @Override
        public StepResult validate(DumpOrder order, StepResult dump, BackupFolder folder, StepControl control) {
            throw new AssertionError("not part of this test");
        }

        @Override
        public StepResult restore(RestoreOrder order, BackupFolder folder, StepControl control) {
            throw new AssertionError("not part of this test");
        }

        @Override
        public StepResult validateRestored(RestoreOrder order, BackupFolder folder, StepControl control) {
            throw new AssertionError("not part of this test");
        }

        @Override
        public void dropRestored(String instance, OperationId restoreId) {
            throw new AssertionError("not part of this test");
        }
    }
}
