package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;

/** Has the databases dumped into the backup. */
final class DumpDatabaseStep implements Step {

    private final StepParts parts;

    DumpDatabaseStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.DUMP_DATABASE;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        return parts.databases().dump(work.dumpOrder(), work.folder(), context.control());
    }
}
