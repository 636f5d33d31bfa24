package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepResult;

/** How far an operation is, from what its steps counted and never from a guess. */
public final class Completion {

    private static final int ALL = 100;

    private Completion() {}

    /**
     * The part that is done, 0–100; 100 only when it is completed. Every planned step counts alike, and one that does
     * not know its total yet counts nothing until it has succeeded.
     */
    public static int percent(CatalogEntry entry) {
        if (!(entry instanceof Known known)) {
            return 0;
        }
        if (known.state() instanceof OperationState.Completed) {
            return ALL;
        }
        Operation operation = known.state().operation();
        double done = 0;
        for (PlannedStep step : operation.plan().steps()) {
            done += fraction(operation.step(step.kind()));
        }
        return Math.min(ALL - 1, (int) (ALL * done / operation.plan().steps().size()));
    }

    /** What a step has counted; a step that is done has done all there was. */
    public static Progress progress(StepState step) {
        return switch (step) {
            case StepState.Running s -> s.progress();
            case StepState.BackingOff s -> s.progress();
            case StepState.Done s -> whole(s.result());
            case StepState.Waiting s -> Progress.NONE;
            case StepState.Broken s -> Progress.NONE;
            case StepState.Halted s -> Progress.NONE;
        };
    }

    private static Progress whole(StepResult result) {
        return new Progress(result.bytes(), result.bytes(), result.objects(), result.objects());
    }

    private static double fraction(StepState step) {
        if (step instanceof StepState.Done) {
            return 1;
        }
        Progress progress = progress(step);
        return progress.bytesTotal() > 0
                ? fraction(progress.bytesDone(), progress.bytesTotal())
                : fraction(progress.objectsDone(), progress.objectsTotal());
    }

    private static double fraction(long done, long total) {
        return total <= 0 ? 0 : Math.min(1.0, (double) done / total);
    }
}
