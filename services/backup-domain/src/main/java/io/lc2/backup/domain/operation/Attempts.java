package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Input.AttemptLost;
import io.lc2.backup.domain.operation.OperationState.Ending;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from what workers say, from their silence and from the clock. */
final class Attempts {

    /**
     * How long an ending operation waits for workers that were told to stop, and before it removes what they made: nobody
     * counts what a fenced attempt says any more, but it may still write.
     */
    static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final RetryPolicy retries;

    Attempts(RetryPolicy retries) {
        this.retries = retries;
    }

    void reported(Draft draft, StepReport report) {
        StepAttempt attempt = report.attempt();
        StepState.Running running = current(draft, attempt);
        if (running == null) {
            return;
        }
        switch (report) {
            case StepReport.Progressed said -> progressed(draft, running, said);
            case StepReport.Succeeded said -> succeeded(draft, running, said);
            case StepReport.Failed said -> failed(draft, attempt, running, said.failure());
            case StepReport.Stopped said -> stopped(draft, attempt, running);
        }
        Progression.advance(draft, attempt.operationId());
    }

    /** A worker that may be gone is replaced under a higher attempt, which fences it off if it is not. */
    void lost(Draft draft, AttemptLost lost) {
        StepAttempt attempt = lost.attempt();
        StepState.Running running = current(draft, attempt);
        if (running == null) {
            return;
        }
        if (stopping(draft, attempt)) {
            // Nobody knows that it has stopped, so what it makes must not be removed under its hands yet.
            awaitStop(draft, attempt);
        } else if (retries.lostTooOften(running.losses() + 1)) {
            fail(draft, attempt, lostFailure(attempt, running.losses() + 1));
        } else if (attempt.step() == StepKind.RESTORE_DATABASE) {
            replaceWhenQuiet(draft, attempt, running);
        } else {
            int next = attempt.number() + 1;
            draft.happened(attempt.operationId(), meta -> new StepStarted(meta, attempt.step(), next, lost.reason()));
            StepAttempt replacement = draft.attempt(attempt.operationId(), attempt.step(), next);
            draft.effect(new Effect.RunStep(replacement, running.checkpoint()));
        }
        Progression.advance(draft, attempt.operationId());
    }

    /**
     * An attempt to restore a database begins by replacing what is there. A lost one that does so late would replace what
     * the next one has restored, so it gets the time to notice that it is lost; the others only add what is missing.
     */
    private void replaceWhenQuiet(Draft draft, StepAttempt attempt, StepState.Running running) {
        Failure lost = lostFailure(attempt, running.failures() + 1);
        if (retries.exhausted(running.failures() + 1)) {
            fail(draft, attempt, lost);
        } else {
            Instant quiet = draft.moment().now().plus(STOP_GRACE);
            draft.effect(new Effect.StopStep(attempt));
            draft.happened(
                    attempt.operationId(),
                    meta -> new StepRetryScheduled(meta, attempt.step(), attempt.number(), lost, quiet));
        }
    }

    /** Ends attempts that are over their time limit, or that do not stop although they were told to. */
    void expire(Draft draft, OperationId id) {
        for (StepKind kind : draft.get(id).operation().steps().keySet()) {
            if (draft.get(id).operation().step(kind) instanceof StepState.Running running) {
                expire(draft, draft.attempt(id, kind, running.attempt()), running);
            }
        }
    }

    private void expire(Draft draft, StepAttempt attempt, StepState.Running running) {
        Operation operation = draft.get(attempt.operationId()).operation();
        if (stopping(draft, attempt)) {
            awaitStop(draft, attempt);
        } else {
            Instant now = draft.moment().now();
            Instant limit = running.startedAt().plus(limit(operation, attempt.step()));
            if (now.isBefore(limit)) {
                draft.effect(new Effect.WakeAt(attempt.operationId(), limit));
            } else {
                draft.effect(new Effect.StopStep(attempt));
                failed(draft, attempt, running, timedOut(operation, attempt.step()));
            }
        }
    }

    private static void awaitStop(Draft draft, StepAttempt attempt) {
        OperationId id = attempt.operationId();
        Instant patience = draft.get(id).operation().updatedAt().plus(STOP_GRACE);
        if (draft.moment().now().isBefore(patience)) {
            draft.effect(new Effect.WakeAt(id, patience));
        } else {
            halt(draft, attempt);
        }
    }

    private void succeeded(Draft draft, StepState.Running running, StepReport.Succeeded said) {
        StepAttempt attempt = said.attempt();
        Optional<Failure> objection = Acceptance.objection(attempt.step(), said.result());
        if (objection.isPresent()) {
            failed(draft, attempt, running, objection.get());
        } else {
            draft.happened(
                    attempt.operationId(),
                    meta -> new StepSucceeded(meta, attempt.step(), attempt.number(), said.result()));
        }
    }

    private static void progressed(Draft draft, StepState.Running running, StepReport.Progressed said) {
        boolean further = !said.progress().equals(running.progress())
                || (said.checkpoint() != null && !Objects.equals(said.checkpoint(), running.checkpoint()));
        // A heartbeat is no event, and an ending operation waits for its steps, whatever they still do.
        if (further && !stopping(draft, said.attempt())) {
            draft.happened(
                    said.attempt().operationId(),
                    meta -> new StepProgressed(
                            meta, said.attempt().step(), said.attempt().number(), said.progress(), said.checkpoint()));
        }
    }

    private void failed(Draft draft, StepAttempt attempt, StepState.Running running, Failure failure) {
        int failures = running.failures() + 1;
        if (stopping(draft, attempt) || !failure.isTransient() || retries.exhausted(failures)) {
            fail(draft, attempt, failure);
            return;
        }
        Instant retryAt =
                draft.moment().now().plus(retries.delay(failures, draft.moment().jitter()));
        draft.happened(
                attempt.operationId(),
                meta -> new StepRetryScheduled(meta, attempt.step(), attempt.number(), failure, retryAt));
    }

    private static void stopped(Draft draft, StepAttempt attempt, StepState.Running running) {
        if (stopping(draft, attempt)) {
            halt(draft, attempt);
            return;
        }
        // Nobody told it to stop: its process is going down. Another one takes over.
        draft.happened(
                attempt.operationId(),
                meta -> new StepStarted(meta, attempt.step(), attempt.number() + 1, StartReason.REASSIGNED));
        draft.effect(new Effect.RunStep(
                draft.attempt(attempt.operationId(), attempt.step(), attempt.number() + 1), running.checkpoint()));
    }

    private static void fail(Draft draft, StepAttempt attempt, Failure failure) {
        boolean alreadyEnding = draft.get(attempt.operationId()) instanceof Ending;
        draft.happened(attempt.operationId(), meta -> new StepFailed(meta, attempt.step(), attempt.number(), failure));
        if (!alreadyEnding) {
            Progression.stopSteps(draft, attempt.operationId());
        }
    }

    private static void halt(Draft draft, StepAttempt attempt) {
        draft.happened(attempt.operationId(), meta -> new StepStopped(meta, attempt.step(), attempt.number()));
    }

    /** The attempt, if it is the current one of a step that runs; anything else is a report from the past. */
    private static StepState.@Nullable Running current(Draft draft, StepAttempt attempt) {
        OperationState state = draft.find(attempt.operationId());
        if (state != null
                && state.operation().step(attempt.step()) instanceof StepState.Running running
                && running.attempt() == attempt.number()) {
            return running;
        }
        return null;
    }

    /** True for a step of an ending operation, other than the clean-up, which is part of the end. */
    private static boolean stopping(Draft draft, StepAttempt attempt) {
        return draft.get(attempt.operationId()) instanceof Ending && attempt.step() != StepKind.CLEAN_UP;
    }

    private static Duration limit(Operation operation, StepKind step) {
        List<PlannedStep> planned = operation.plan().steps();
        return planned.stream()
                .filter(candidate -> candidate.kind() == step)
                .map(PlannedStep::timeout)
                .findFirst()
                .orElse(Progression.CLEAN_UP_LIMIT);
    }

    private static Failure timedOut(Operation operation, StepKind step) {
        return new Failure(
                FailureCode.TIMED_OUT,
                step.component(),
                step + " did not end within " + limit(operation, step),
                "Look in the executor's log for what it waits for; the step is tried again.");
    }

    private static Failure lostFailure(StepAttempt attempt, int losses) {
        return new Failure(
                FailureCode.EXECUTOR_LOST,
                attempt.step().component(),
                "The executor was lost " + losses + " times while it ran " + attempt.step(),
                "Look for restarts of the executor (out of memory, eviction), then ask again.");
    }
}
