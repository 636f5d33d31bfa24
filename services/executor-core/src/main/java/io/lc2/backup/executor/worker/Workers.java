package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import org.jspecify.annotations.Nullable;

/** What the loop asks of those who run steps. No call blocks. */
public interface Workers {

    /**
     * Runs an attempt; an older attempt of the same step in this process is stopped. Repeating it changes nothing.
     *
     * @param attempt which
     * @param checkpoint where the attempt before it left off; null when there is nothing to go on from
     * @param operation the operation as committed
     */
    void start(StepAttempt attempt, @Nullable String checkpoint, Operation operation);

    /** Tells an attempt to stop; nothing happens when it does not run here. */
    void stop(StepAttempt attempt);
}
