package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.DatabaseSection;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.SampleSize;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares what was restored with the manifest. */
final class ValidateRestoreStep implements Step {

    private final StepParts parts;

    ValidateRestoreStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.VALIDATE_RESTORE;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        BackupManifest manifest = work.manifest();
        List<Check> checks = new ArrayList<>();
        if (work.planned(StepKind.RESTORE_DATABASE)) {
            DatabaseSection section = Objects.requireNonNull(manifest.database());
            checks.addAll(parts.databases()
                    .validateRestored(work.restoreOrder(section), work.folder(), context.control())
                    .checks());
        }
        if (work.planned(StepKind.RESTORE_OBJECTS)) {
            checks.addAll(objects(work, Objects.requireNonNull(manifest.objects()), context));
        }
        Verdict.passed(checks, "Do not use what was restored; restore again, or another backup.");
        return new StepResult(0, checks.size(), Map.of(), List.of(), checks);
    }

    private List<Check> objects(Work work, ObjectsSection section, StepContext context) {
        LibraryProof proof =
                new LibraryProof(Work.library(section), work.folder(), parts.transfer(), context.control());
        Place target =
                new Place(parts.stores().store(section.store()), RestoredBucket.name(section.bucket(), work.id()));
        List<Check> checks = new ArrayList<>();
        checks.add(proof.restoredComplete(target, key -> true));
        checks.addAll(proof.restoredSample(
                target,
                key -> true,
                new SampleSize(ValidateObjectsStep.SAMPLE, parts.random().nextLong())));
        return checks;
    }
}
