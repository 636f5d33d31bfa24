package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.steps.StepParts;
import io.lc2.backup.local.files.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The executor's side of {@link VerifyBenchmark}: {@code backup} makes a backup of the database and the library that the
 * environment names, {@code verify} reads it back. The answer is milliseconds, bytes, and the most memory that was resident.
 */
public final class VerifyMain {

    static final String STORE = "LC2_STORE";
    static final String DATABASE = "LC2_DATABASE";
    static final String LIBRARY = "library";
    static final String REPOSITORY = "repository";

    private static final OperationId BACKUP = new OperationId("b-verify");
    private static final List<StepKind> STEPS = List.of(
            StepKind.DUMP_DATABASE,
            StepKind.COPY_OBJECTS,
            StepKind.VALIDATE_DATABASE,
            StepKind.VALIDATE_OBJECTS,
            StepKind.WRITE_MANIFEST);

    private final StepParts parts;
    private final String database;
    private String manifestSha256 = "";

    private VerifyMain(Map<String, String> environment) {
        FileObjectStore store =
                new FileObjectStore(Path.of(environment.getOrDefault(STORE, "")), InstantSource.system());
        parts = new StepParts(
                new OneStore(store, store.buckets(), REPOSITORY),
                ExecutorMain.gateway(environment),
                TransferSettings.DEFAULT,
                Duration.ZERO,
                InstantSource.system(),
                new Random(1));
        database = environment.getOrDefault(DATABASE, "");
    }

    /** Serves orders until the input ends. */
    public static void main(String[] arguments) throws IOException {
        VerifyMain executor = new VerifyMain(System.getenv());
        Orders.serve(words -> executor.serve(words[0]));
    }

    private String serve(String order) throws IOException {
        long begin = System.nanoTime();
        long bytes = order.equals("backup") ? backup() : verify();
        return (System.nanoTime() - begin) / 1_000_000 + " " + bytes + " " + Processes.peakMegabytes();
    }

    private long backup() {
        StepRunner backup =
                new StepRunner(parts, BACKUP, OperationKind.BACKUP, new Subject.Backup(BACKUP, request()), STEPS);
        long bytes = 0;
        for (StepKind step : STEPS) {
            StepResult result = backup.run(step);
            if (step == StepKind.DUMP_DATABASE || step == StepKind.COPY_OBJECTS) {
                bytes += result.bytes();
            }
            manifestSha256 = result.facts().getOrDefault(Facts.MANIFEST_SHA256, manifestSha256);
        }
        return bytes;
    }

    private long verify() {
        SourceBackup source = new SourceBackup(
                BACKUP,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                Set.of(Component.DATABASE, Component.OBJECTS),
                0,
                0,
                manifestSha256);
        return new StepRunner(
                        parts,
                        new OperationId("v-verify"),
                        OperationKind.VERIFICATION,
                        new Subject.Verification(source),
                        List.of(StepKind.VERIFY_BACKUP))
                .run(StepKind.VERIFY_BACKUP)
                .bytes();
    }

    private BackupRequest request() {
        return new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                new DatabaseSource(
                        DatabaseType.POSTGRESQL,
                        ExecutorMain.INSTANCE,
                        List.of(database),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        List.of(),
                        List.of()),
                new StorageSource(
                        StorageType.FILESYSTEM,
                        OneStore.NAME,
                        LIBRARY,
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        true,
                        8,
                        false),
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }
}
