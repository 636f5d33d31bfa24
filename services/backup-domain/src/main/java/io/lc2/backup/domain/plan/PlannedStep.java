package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Ordered;
import java.time.Duration;
import java.util.Set;

/**
 * One step of a plan.
 *
 * @param kind what it does
 * @param after steps that must have succeeded before it starts
 * @param timeout the longest one attempt may take
 */
public record PlannedStep(StepKind kind, Set<StepKind> after, Duration timeout) {

    public PlannedStep {
        after = Ordered.set(StepKind.class, after);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a step needs a time limit");
        }
    }
}
