package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.DatabaseSection;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a whole backup back: the dump as after it was made, and every byte of every object. */
final class VerifyBackupStep implements Step {

    private final StepParts parts;

    VerifyBackupStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.VERIFY_BACKUP;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        BackupManifest manifest = work.manifest();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "manifest-intact",
                Component.MANIFEST,
                true,
                "SHA-256 " + work.source().manifestSha256()));
        long bytes = 0;
        DatabaseSection database = manifest.database();
        if (database != null) {
            StepResult read = parts.databases()
                    .validate(order(work, manifest, database), database.dump(), work.folder(), context.control());
            checks.addAll(read.checks());
            bytes += database.dump().bytes();
        }
        ObjectsSection objects = manifest.objects();
        if (objects != null) {
            LibraryProof proof =
                    new LibraryProof(Work.library(objects), work.folder(), parts.transfer(), context.control());
            checks.add(proof.manifestIntact());
            checks.add(proof.storedComplete());
            checks.add(proof.everyChecksum(RestoreObjectsStep.CONCURRENCY));
            bytes += objects.bytes();
        }
        Verdict.passed(checks, "Do not rely on this backup: take a new one and find out what changed the repository.");
        return new StepResult(bytes, checks.size(), Map.of(), List.of(), checks);
    }

    private static DumpOrder order(Work work, BackupManifest manifest, DatabaseSection section) {
        DatabaseSource source = new DatabaseSource(
                DatabaseType.valueOf(section.type()),
                section.instance(),
                List.of(),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
        return new DumpOrder(work.source().backupId(), source, manifest.excludedTables(), manifest.schemaMarkers());
    }
}
