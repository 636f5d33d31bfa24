package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an operation, whatever state it is in.
 *
 * @param first the meta data of its first event: who, when, whose, where
 * @param subject what it is about
 * @param plan its steps, fixed at acceptance
 * @param steps where each step is, one entry per planned step, and {@link StepKind#CLEAN_UP} once that was ordered
 * @param version sequence of the last event folded in
 * @param startedAt when it left the queue; null while queued
 * @param updatedAt when the last event happened
 */
public record Operation(
        EventMeta first,
        Subject subject,
        Plan plan,
        Map<StepKind, StepState> steps,
        long version,
        @Nullable Instant startedAt,
        Instant updatedAt) {

    public Operation {
        steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    }

    /** Where a step is. */
    public StepState step(StepKind kind) {
        return steps.getOrDefault(kind, new StepState.Waiting());
    }

    /** What a step left, or {@link StepResult#EMPTY} when it is not done or not planned. */
    public StepResult result(StepKind kind) {
        return step(kind) instanceof StepState.Done done ? done.result() : StepResult.EMPTY;
    }

    /** True while any attempt may be at work outside. */
    public boolean anyRunning() {
        return steps.values().stream().anyMatch(StepState.Running.class::isInstance);
    }

    /** True when any step was ever ordered, so that something may have been made outside. */
    public boolean touchedOutside() {
        return steps.values().stream().anyMatch(step -> step.attempt() > 0);
    }
}
