package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.catalog.Completion;
import io.lc2.backup.domain.catalog.EndReason;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a step is. A total of null is not counted yet. */
record StepView(
        String step,
        String component,
        String state,
        int attempt,
        ProgressView progress,
        @Nullable FailureView failure) {

    record ProgressView(
            long bytesDone,
            @Nullable Long bytesTotal,
            long objectsDone,
            @Nullable Long objectsTotal) {

        static ProgressView of(Progress progress) {
            return new ProgressView(
                    progress.bytesDone(),
                    total(progress.bytesTotal()),
                    progress.objectsDone(),
                    total(progress.objectsTotal()));
        }

        private static @Nullable Long total(long value) {
            return value == Progress.UNKNOWN ? null : value;
        }
    }

    /** The steps in the order of the plan, then what was ordered beyond it. */
    static List<StepView> of(Operation operation) {
        Set<StepKind> kinds = new LinkedHashSet<>();
        for (PlannedStep planned : operation.plan().steps()) {
            kinds.add(planned.kind());
        }
        kinds.addAll(operation.steps().keySet());
        List<StepView> views = new ArrayList<>();
        kinds.forEach(kind -> views.add(of(kind, operation.step(kind))));
        return views;
    }

    private static StepView of(StepKind kind, StepState state) {
        return new StepView(
                Words.kebab(kind),
                Words.kebab(kind.component()),
                state.getClass().getSimpleName(),
                state.attempt(),
                ProgressView.of(Completion.progress(state)),
                FailureView.of(failure(state)));
    }

    private static @Nullable EndReason failure(StepState state) {
        return switch (state) {
            case StepState.BackingOff s -> EndReason.of(s.failure());
            case StepState.Broken s -> EndReason.of(s.failure());
            case StepState.Waiting s -> null;
            case StepState.Running s -> null;
            case StepState.Done s -> null;
            case StepState.Halted s -> null;
        };
    }
}
