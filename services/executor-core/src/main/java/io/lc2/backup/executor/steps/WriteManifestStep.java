package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.DatabaseSection;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.ObjectPool;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the manifest, last: with it the backup exists. */
final class WriteManifestStep implements Step {

    private final StepParts parts;

    WriteManifestStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.WRITE_MANIFEST;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        BackupManifest manifest = describe(work);
        BackupFolder folder = work.folder();
        removeStrays(folder, manifest);
        for (String prefix : prefixes(folder, manifest)) {
            // Parts of uploads whose attempt was killed are seen by nobody and paid for until somebody aborts them.
            work.repositoryBuckets().discardUnfinished(folder.bucket(), prefix);
            // What the manifest names must be there after a power cut that spares the manifest.
            work.repositoryBuckets().flush(folder.bucket(), prefix);
        }
        String sha256 = ManifestStore.write(folder, manifest);
        work.repositoryBuckets().flush(folder.bucket(), folder.key(BackupFolder.MANIFEST));
        return new StepResult(0, 1, Map.of(Facts.MANIFEST_SHA256, sha256), List.of(), List.of());
    }

    /** Where the backup has written. */
    private static List<String> prefixes(BackupFolder folder, BackupManifest manifest) {
        return manifest.objects() != null && Work.isPooled(manifest.objects())
                ? List.of(folder.prefix(), folder.key(ObjectPool.FROM_BACKUP))
                : List.of(folder.prefix());
    }

    /** Dumps of attempts whose result was never accepted belong to nobody. */
    private static void removeStrays(BackupFolder folder, BackupManifest manifest) {
        if (manifest.database() == null) {
            return;
        }
        Set<String> named = manifest.database().dump().artifacts().stream()
                .map(artifact -> folder.key(artifact.path()))
                .collect(Collectors.toSet());
        List<String> strays = folder.store().list(folder.bucket(), folder.key("database/"), "", 1000).entries().stream()
                .map(ObjectEntry::key)
                .filter(key -> !named.contains(key))
                .toList();
        if (!strays.isEmpty()) {
            folder.store().delete(folder.bucket(), strays);
        }
    }

    private static BackupManifest describe(Work work) {
        Operation operation = work.operation();
        Set<Component> components = EnumSet.noneOf(Component.class);
        List<Check> checks = new ArrayList<>();
        for (PlannedStep step : operation.plan().steps()) {
            checks.addAll(operation.result(step.kind()).checks());
        }
        if (work.planned(StepKind.DUMP_DATABASE)) {
            components.add(Component.DATABASE);
        }
        if (work.planned(StepKind.COPY_OBJECTS)) {
            components.add(Component.OBJECTS);
        }
        return new BackupManifest(
                BackupManifest.FORMAT_VERSION,
                BackupManifest.PRODUCT,
                work.id().value(),
                work.project().value(),
                operation.first().environment(),
                operation.first().application(),
                operation.first().provider(),
                operation.first().occurredAt(),
                dataTime(operation),
                components,
                components.contains(Component.DATABASE) ? database(work) : null,
                components.contains(Component.OBJECTS) ? objects(work) : null,
                work.planned(StepKind.VALIDATE_OBJECTS)
                        ? ConsistencyFacts.section(
                                operation.result(StepKind.VALIDATE_OBJECTS).facts())
                        : null,
                checks,
                operation.plan().excludedPatterns(),
                operation.plan().excludedTables(),
                operation.plan().schemaMarkers(),
                List.of());
    }

    private static DatabaseSection database(Work work) {
        return new DatabaseSection(
                work.database().type().name(),
                work.database().instance(),
                work.operation().result(StepKind.DUMP_DATABASE));
    }

    private static ObjectsSection objects(Work work) {
        LibraryManifest library = work.copiedLibrary();
        StorageSource storage = work.storage();
        return new ObjectsSection(
                storage.type().wireName(),
                storage.store(),
                storage.bucket(),
                library.path(),
                library.fileBytes(),
                library.sha256(),
                library.totals().objects(),
                library.totals().bytes(),
                library.totals().missing(),
                work.operation().result(StepKind.COPY_OBJECTS).facts());
    }

    private static Instant dataTime(Operation operation) {
        for (StepKind kind : List.of(StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS)) {
            String time = operation.result(kind).facts().get(Facts.DATA_TIME);
            if (time != null) {
                return Instant.parse(time);
            }
        }
        return operation.first().occurredAt();
    }
}
