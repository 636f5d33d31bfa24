package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;

/** Removes a backup, its manifest first, and confirms that nothing is left. */
final class PurgeBackupStep implements Step {

    private final StepParts parts;

    PurgeBackupStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.PURGE_BACKUP;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        return FolderRemoval.remove(work.folder(), work.repositoryBuckets(), context.control());
    }
}
