package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.messaging.headers.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is to be carried out.
 *
 * @param attempt which
 * @param checkpoint where the attempt before it left off; null when there is nothing to go on from
 * @param operation the operation as committed
 * @param trace the trace that led here; null when none
 */
public record WorkOrder(
        StepAttempt attempt,
        @Nullable String checkpoint,
        Operation operation,
        @Nullable TraceParent trace) {

    /** How far the attempts before it came, as the loop knows it. */
    Progress progress() {
        return operation.step(attempt.step()) instanceof StepState.Running running ? running.progress() : Progress.NONE;
    }
}
