package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.objects.ObjectPool;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.steps.StepParts;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.postgres.PostgresGateway;
import io.lc2.backup.local.postgres.PostgresTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The executor's side of {@link IncrementalBenchmark}. {@code backup <folder> <id> <objects at once>} makes an incremental
 * backup of the files in {@code library}; {@code generated <folder> <objects>} makes two of a library that is made up. The
 * answer is milliseconds of the copy, of all steps, objects, how many of them were copied, and the most memory resident.
 */
public final class IncrementalMain {

    static final String REPOSITORY = "repository";
    static final String NAMES = "names";

    private static final List<StepKind> STEPS =
            List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST);
    private static final OperationId FIRST = new OperationId("b-1");
    private static final OperationId SECOND = new OperationId("b-2");
    private static final int AT_ONCE = 8;

    private IncrementalMain() {}

    /** Serves orders until the input ends. */
    public static void main(String[] arguments) throws IOException {
        Orders.serve(words -> words[0].equals("backup")
                ? backup(Path.of(words[1]), new OperationId(words[2]), Integer.parseInt(words[3]))
                : generated(Path.of(words[1]), Integer.parseInt(words[2])));
    }

    /** Where the first backup of a generated library puts an object. */
    static String pathOf(BackupFolder first, String key, String etag) {
        return ObjectPool.pathOf(first, OneStore.NAME + "/" + GeneratedLibrary.BUCKET, key, etag);
    }

    private static String backup(Path root, OperationId id, int atOnce) throws IOException {
        try (FileObjectStore files = new FileObjectStore(root, InstantSource.system())) {
            return backup(files, files.buckets(), id, atOnce);
        }
    }

    private static String generated(Path root, int objects) throws IOException {
        FileObjectStore files = new FileObjectStore(root, InstantSource.system());
        String environment = first(files).environmentPrefix();
        try (GeneratedLibrary library = new GeneratedLibrary(objects, root.resolve(NAMES));
                GeneratedStore store = new GeneratedStore(library, files, environment)) {
            backup(store, files.buckets(), FIRST, AT_ONCE);
            return backup(store, files.buckets(), SECOND, AT_ONCE);
        }
    }

    private static String backup(ObjectStore store, Buckets buckets, OperationId id, int atOnce) throws IOException {
        StepParts parts = new StepParts(
                new OneStore(store, buckets, REPOSITORY),
                new PostgresGateway(List.of(), PostgresTools.in(null, Map.of()), Map.of()),
                TransferSettings.DEFAULT,
                Duration.ZERO,
                InstantSource.system(),
                new Random(1));
        StepRunner backup =
                new StepRunner(parts, id, OperationKind.BACKUP, new Subject.Backup(id, request(atOnce)), STEPS);
        long begin = System.nanoTime();
        StepResult copied = backup.run(StepKind.COPY_OBJECTS);
        long between = System.nanoTime();
        backup.run(StepKind.VALIDATE_OBJECTS);
        backup.run(StepKind.WRITE_MANIFEST);
        long end = System.nanoTime();
        return (between - begin) / 1_000_000 + " " + (end - begin) / 1_000_000 + " " + copied.objects() + " "
                + copied.facts().get("copiedObjects") + " " + Processes.peakMegabytes();
    }

    static BackupFolder first(ObjectStore store) {
        return BackupFolder.of(store, REPOSITORY, CatalogRecords.project(0), "prd", FIRST);
    }

    private static BackupRequest request(int atOnce) {
        StorageSource storage = new StorageSource(
                StorageType.FILESYSTEM,
                OneStore.NAME,
                GeneratedLibrary.BUCKET,
                List.of(),
                List.of(),
                List.of(),
                false,
                true,
                atOnce,
                true);
        return new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, Retention.DEFAULT, "");
    }
}
