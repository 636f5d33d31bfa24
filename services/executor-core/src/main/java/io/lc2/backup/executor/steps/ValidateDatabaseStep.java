package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;

/** Has the dump read back and checked. */
final class ValidateDatabaseStep implements Step {

    private final StepParts parts;

    ValidateDatabaseStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.VALIDATE_DATABASE;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        StepResult dump = context.operation().result(StepKind.DUMP_DATABASE);
        return parts.databases().validate(work.dumpOrder(), dump, work.folder(), context.control());
    }
}
