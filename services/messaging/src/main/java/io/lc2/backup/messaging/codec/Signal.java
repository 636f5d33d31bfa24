package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the loop of an executor says to its workers and they to it, over its own topic: a step starts only from an order
 * that was read back and is therefore committed, and its results return as records.
 */
public sealed interface Signal {

    /** Which attempt of which step. */
    StepAttempt attempt();

    /** When it was said. */
    Instant at();

    /** What a worker is told to do. */
    enum Order {
        /** Carry the attempt out. */
        RUN,
        /** End the attempt. */
        STOP
    }

    /**
     * Loop to worker.
     *
     * @param order what to do
     * @param attempt which attempt of which step
     * @param checkpoint where the attempt goes on; null when it starts anew
     * @param at when it was ordered
     * @param state the operation as it was then; null is allowed for {@link Order#STOP} only
     */
    record OrderSignal(
            Order order,
            StepAttempt attempt,
            @Nullable String checkpoint,
            Instant at,
            @Nullable OperationState state) implements Signal {

        public OrderSignal {
            if (order == Order.RUN && state == null) {
                throw new IllegalArgumentException("an order to run carries the operation");
            }
        }
    }

    /**
     * Worker to loop.
     *
     * @param report what the worker says
     * @param at when, by the clock of the worker
     */
    record ReportSignal(StepReport report, Instant at) implements Signal {

        @Override
        public StepAttempt attempt() {
            return report.attempt();
        }
    }
}
