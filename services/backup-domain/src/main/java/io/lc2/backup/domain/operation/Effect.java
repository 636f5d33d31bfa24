package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something the loop is to do, as data. */
public sealed interface Effect {

    /**
     * Have an attempt carried out.
     *
     * @param attempt which
     * @param checkpoint where the attempt before it left off; null when there is nothing to go on from
     */
    record RunStep(StepAttempt attempt, @Nullable String checkpoint) implements Effect {}

    /** Have an attempt stopped. */
    record StopStep(StepAttempt attempt) implements Effect {}

    /**
     * Ask again about this operation at that time. Asking earlier does no harm and names the time again, so timers need
     * not be stored: after a restart every open operation is asked once.
     */
    record WakeAt(OperationId operationId, Instant at) implements Effect {}
}
