package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.StepReport.StepAttempt;

/** What the loop asks of those who run steps. No call blocks. */
public interface Workers {

    /** Runs an attempt; an older attempt of the same step in this process is stopped. Repeating it changes nothing. */
    void start(WorkOrder order);

    /** Tells an attempt to stop; nothing happens when it does not run here. */
    void stop(StepAttempt attempt);

    /** Whether an attempt is at work in this process, or its result is still on the way to the loop. */
    boolean runs(StepAttempt attempt);
}
