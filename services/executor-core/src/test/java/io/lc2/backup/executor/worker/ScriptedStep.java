package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.function.Function;

/** A step that does what the test says. */
record ScriptedStep(StepKind kind, Function<StepContext, StepResult> script) implements Step {

    @Override
    public StepResult run(StepContext context) {
        return script.apply(context);
    }
}
