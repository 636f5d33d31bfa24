package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.OperationState.Ending;
import io.lc2.backup.domain.operation.OperationState.Running;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an operation as far as it can go now: starts what is ready, ends what is done. */
final class Progression {

    /** The longest one attempt to clean up may take. */
    static final Duration CLEAN_UP_LIMIT = Duration.ofHours(1);

    private Progression() {}

    static void advance(Draft draft, OperationId id) {
        OperationState state = draft.find(id);
        if (state instanceof Running running) {
            advanceRunning(draft, id, running.operation());
        } else if (state instanceof Ending ending) {
            advanceEnding(draft, id, ending);
        }
    }

    /** Tells every running step to stop and waits no longer for those that wait to be tried again. */
    static void stopSteps(Draft draft, OperationId id) {
        Operation operation = draft.get(id).operation();
        for (Map.Entry<StepKind, StepState> step : operation.steps().entrySet()) {
            if (step.getKey() == StepKind.CLEAN_UP) {
                continue;
            }
            if (step.getValue() instanceof StepState.Running running) {
                draft.effect(new Effect.StopStep(draft.attempt(id, step.getKey(), running.attempt())));
            } else if (step.getValue() instanceof StepState.BackingOff waiting) {
                draft.happened(id, meta -> new StepStopped(meta, step.getKey(), waiting.attempt()));
            }
        }
        draft.effect(new Effect.WakeAt(id, draft.moment().now().plus(Attempts.STOP_GRACE)));
    }

    private static void advanceRunning(Draft draft, OperationId id, Operation operation) {
        boolean done = true;
        for (PlannedStep planned : operation.plan().steps()) {
            StepState step = operation.step(planned.kind());
            done &= step instanceof StepState.Done;
            if (step instanceof StepState.Waiting && ready(operation, planned)) {
                if (planned.kind() == StepKind.CLEAN_UP) {
                    cleanUpWhenQuiet(draft, id, operation, ended(operation, planned));
                    continue;
                }
                start(draft, id, planned.kind(), StartReason.READY, null, planned.timeout());
            } else {
                retryWhenDue(draft, id, planned.kind(), step, planned.timeout());
            }
        }
        if (done) {
            draft.happened(id, meta -> Conclusion.completed(meta, operation));
        }
    }

    private static void advanceEnding(Draft draft, OperationId id, Ending ending) {
        Operation operation = ending.operation();
        boolean stepsStopped = operation.steps().entrySet().stream()
                .filter(step -> step.getKey() != StepKind.CLEAN_UP)
                .noneMatch(step -> step.getValue() instanceof StepState.Running);
        if (!stepsStopped) {
            return;
        }
        StepState cleanUp = operation.step(StepKind.CLEAN_UP);
        switch (cleanUp) {
            case StepState.Waiting none -> {
                if (needsCleanUp(operation)) {
                    cleanUpWhenQuiet(draft, id, operation, operation.updatedAt());
                } else {
                    draft.happened(id, meta -> Conclusion.ended(meta, ending.failure(), operation));
                }
            }
            case StepState.BackingOff waiting -> retryWhenDue(draft, id, StepKind.CLEAN_UP, waiting, CLEAN_UP_LIMIT);
            case StepState.Running running -> {}
            case StepState.Done done -> draft.happened(id, meta -> Conclusion.ended(meta, ending.failure(), operation));
            case StepState.Broken broken ->
                draft.happened(id, meta -> Conclusion.ended(meta, ending.failure(), operation));
            case StepState.Halted halted ->
                draft.happened(id, meta -> Conclusion.ended(meta, ending.failure(), operation));
        }
    }

    /**
     * An attempt that was replaced may not know it yet. What it writes after the clean-up would be nobody's, so it gets the
     * time to notice.
     *
     * @param since when the last of what is cleaned up was made, or given up
     */
    private static void cleanUpWhenQuiet(Draft draft, OperationId id, Operation operation, Instant since) {
        Instant quiet = since.plus(Attempts.STOP_GRACE);
        boolean replaced = operation.steps().values().stream().anyMatch(step -> step.attempt() > 1);
        if (replaced && draft.moment().now().isBefore(quiet)) {
            draft.effect(new Effect.WakeAt(id, quiet));
        } else {
            start(draft, id, StepKind.CLEAN_UP, StartReason.READY, null, CLEAN_UP_LIMIT);
        }
    }

    /** When the last of the steps was done that another one waits for. */
    private static Instant ended(Operation operation, PlannedStep planned) {
        return planned.after().stream()
                .map(operation::step)
                .filter(StepState.Done.class::isInstance)
                .map(step -> ((StepState.Done) step).endedAt())
                .max(Comparator.naturalOrder())
                .orElse(operation.updatedAt());
    }

    private static boolean ready(Operation operation, PlannedStep planned) {
        return planned.after().stream().allMatch(step -> operation.step(step) instanceof StepState.Done);
    }

    /** Only what makes things outside leaves something behind that is nobody's. */
    private static boolean needsCleanUp(Operation operation) {
        OperationKind kind = operation.first().kind();
        return (kind == OperationKind.BACKUP || kind == OperationKind.RESTORE) && operation.touchedOutside();
    }

    private static void retryWhenDue(Draft draft, OperationId id, StepKind kind, StepState step, Duration limit) {
        if (step instanceof StepState.BackingOff waiting) {
            if (draft.moment().now().isBefore(waiting.retryAt())) {
                draft.effect(new Effect.WakeAt(id, waiting.retryAt()));
            } else {
                start(draft, id, kind, StartReason.RETRY, waiting.checkpoint(), limit);
            }
        }
    }

    private static void start(
            Draft draft,
            OperationId id,
            StepKind kind,
            StartReason reason,
            @Nullable String checkpoint,
            Duration limit) {
        int number = draft.get(id).operation().step(kind).attempt() + 1;
        draft.happened(id, meta -> new StepStarted(meta, kind, number, reason));
        StepAttempt attempt = draft.attempt(id, kind, number);
        draft.effect(new Effect.RunStep(attempt, checkpoint));
        draft.effect(new Effect.WakeAt(id, draft.moment().now().plus(limit)));
    }
}
