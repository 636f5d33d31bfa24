package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.StepReport;

/** Where workers say how their attempts fare: the signals topic, never a queue in memory (design §5, rule 2). */
public interface Reports {

    /**
     * Hands a report over; does not wait for its delivery. A report that is lost is made good by the watchdog.
     *
     * @param report what happened
     */
    void send(StepReport report);
}
