package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.messaging.headers.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Where workers say how their attempts fare: the signals topic, never a queue in memory (design §5, rule 2). Reports of one
 * attempt arrive in the order in which they were handed over. No call throws: what cannot be delivered is logged, and the
 * watchdog makes it good.
 */
public interface Reports {

    /** Hands a sign of life over; does not wait for its delivery. */
    void tell(StepReport.Progressed heartbeat, @Nullable TraceParent trace);

    /**
     * Hands a result over and waits until it is delivered, for as long as there is hope; an interrupt ends the wait.
     *
     * @return whether it is known to be delivered
     */
    boolean conclude(StepReport result, @Nullable TraceParent trace);
}
