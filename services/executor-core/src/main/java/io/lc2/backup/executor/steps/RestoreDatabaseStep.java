package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.Objects;

/** Has the databases restored into new ones. */
final class RestoreDatabaseStep implements Step {

    private final StepParts parts;

    RestoreDatabaseStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.RESTORE_DATABASE;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        BackupManifest.DatabaseSection section =
                Objects.requireNonNull(work.manifest().database());
        return parts.databases().restore(work.restoreOrder(section), work.folder(), context.control());
    }
}
