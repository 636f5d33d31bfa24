package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.BackupFolder;
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
 * The executor's side of {@link LibraryBenchmark}: {@code copy <folder> <objects>} carries out the steps that copy a library
 * and check the copy. The answer is milliseconds of the one, of the other, objects, and the most memory that was resident.
 */
public final class LibraryMain {

    static final String REPOSITORY = "repository";
    static final String NAMES = "names";

    private LibraryMain() {}

    /** Serves orders until the input ends. */
    public static void main(String[] arguments) throws IOException {
        Orders.serve(words -> copy(Path.of(words[1]), Integer.parseInt(words[2])));
    }

    /** The figures of {@link LibraryMain}. */
    static String copy(Path folder, int objects) throws IOException {
        FileObjectStore files = new FileObjectStore(folder, InstantSource.system());
        try (GeneratedLibrary library = new GeneratedLibrary(objects, folder.resolve(NAMES));
                GeneratedStore store = new GeneratedStore(library, files, prefix(files))) {
            StepParts parts = new StepParts(
                    new OneStore(store, files.buckets(), REPOSITORY),
                    new PostgresGateway(List.of(), PostgresTools.in(null, Map.of()), Map.of()),
                    TransferSettings.DEFAULT,
                    Duration.ZERO,
                    InstantSource.system(),
                    new Random(1));
            StepRunner backup = new StepRunner(
                    parts,
                    GeneratedLibrary.BACKUP,
                    OperationKind.BACKUP,
                    new Subject.Backup(GeneratedLibrary.BACKUP, request()),
                    List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST));
            long begin = System.nanoTime();
            StepResult copied = backup.run(StepKind.COPY_OBJECTS);
            long between = System.nanoTime();
            backup.run(StepKind.VALIDATE_OBJECTS);
            long end = System.nanoTime();
            backup.run(StepKind.WRITE_MANIFEST);
            if (store.copies() != objects) {
                throw new IOException("copied " + store.copies() + " of " + objects + " objects");
            }
            return (between - begin) / 1_000_000 + " " + (end - between) / 1_000_000 + " " + copied.objects() + " "
                    + Processes.peakMegabytes();
        }
    }

    private static String prefix(ObjectStore store) {
        return BackupFolder.of(store, REPOSITORY, CatalogRecords.project(0), "prd", GeneratedLibrary.BACKUP)
                .prefix();
    }

    private static BackupRequest request() {
        StorageSource storage = new StorageSource(
                StorageType.MINIO,
                OneStore.NAME,
                GeneratedLibrary.BUCKET,
                List.of(),
                List.of(),
                List.of(),
                true,
                true,
                8,
                false);
        return new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, Retention.DEFAULT, "");
    }
}
