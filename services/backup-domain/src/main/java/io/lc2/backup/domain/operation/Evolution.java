package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.Accepted;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.OperationQueued;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.OperationState.Cancelled;
import io.lc2.backup.domain.operation.OperationState.Completed;
import io.lc2.backup.domain.operation.OperationState.Ending;
import io.lc2.backup.domain.operation.OperationState.Failed;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.operation.OperationState.Running;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one way state changes: an event is applied to it, live and on replay, in the executor and in the catalog. */
public final class Evolution {

    private Evolution() {}

    /**
     * Applies one event.
     *
     * @param state the state before it; null when the operation is not known yet
     * @param event what happened
     * @return the state after it
     * @throws ImpossibleTransitionException when the event cannot follow the state, or is not the next in sequence
     */
    public static OperationState evolve(@Nullable OperationState state, OperationEvent event) {
        if (state == null) {
            if (event instanceof Accepted accepted) {
                return accept(accepted);
            }
            throw impossible("an unknown operation", event);
        }
        if (event.meta().sequence() != state.operation().version() + 1) {
            throw impossible("version " + state.operation().version(), event);
        }
        return switch (state) {
            case Queued queued -> fromQueued(queued, event);
            case Running running -> fromRunning(running, event);
            case Ending ending -> fromEnding(ending, event);
            case Completed ended -> throw impossible("Completed", event);
            case Failed ended -> throw impossible("Failed", event);
            case Cancelled ended -> throw impossible("Cancelled", event);
        };
    }

    private static OperationState accept(Accepted event) {
        Subject subject = switch (event) {
            case BackupRequested e -> new Subject.Backup(e.meta().operationId(), e.request());
            case RestoreRequested e -> new Subject.Restore(e.request(), e.source());
            case VerificationRequested e -> new Subject.Verification(e.source());
            case BackupSoftDeleted e -> new Subject.Purge(e.source(), e.reason(), e.purgeAfter(), e.forced());
        };
        EventMeta meta = event.meta();
        if (meta.sequence() != 1) {
            throw impossible("an unknown operation", event);
        }
        Map<StepKind, StepState> steps = new EnumMap<>(StepKind.class);
        for (PlannedStep step : event.plan().steps()) {
            steps.put(step.kind(), new StepState.Waiting());
        }
        return new Queued(new Operation(meta, subject, event.plan(), steps, 1, null, meta.occurredAt()), null);
    }

    private static OperationState fromQueued(Queued state, OperationEvent event) {
        Operation now = seen(state.operation(), event);
        if (event instanceof OperationQueued queued) {
            return new Queued(now, queued.waiting());
        }
        if (event instanceof OperationStarted) {
            return new Running(new Operation(
                    now.first(),
                    now.subject(),
                    now.plan(),
                    now.steps(),
                    now.version(),
                    event.occurredAt(),
                    now.updatedAt()));
        }
        if (event instanceof CancellationRequested) {
            return new Ending(now, null);
        }
        if (event instanceof BackupUndeleted undeleted && now.subject() instanceof Subject.Purge) {
            return new Cancelled(now, undeleted);
        }
        throw impossible("Queued", event);
    }

    private static OperationState fromRunning(Running state, OperationEvent event) {
        Operation before = state.operation();
        return switch (event) {
            case StepStarted e -> new Running(started(before, e));
            case StepProgressed e -> new Running(progressed(before, e));
            case StepSucceeded e -> new Running(succeeded(before, e));
            case StepRetryScheduled e -> new Running(backedOff(before, e));
            case StepFailed e -> new Ending(broken(before, e), e.failure());
            case CancellationRequested e -> new Ending(seen(before, e), null);
            case BackupCompleted e -> new Completed(seen(before, e), e);
            case RestoreCompleted e -> new Completed(seen(before, e), e);
            case BackupVerified e -> new Completed(seen(before, e), e);
            case BackupPurged e -> new Completed(seen(before, e), e);
            case BackupUndeleted e -> throw impossible("Running", e);
            case StepStopped e -> throw impossible("Running", e);
            case OperationQueued e -> throw impossible("Running", e);
            case OperationStarted e -> throw impossible("Running", e);
            case OperationFailed e -> throw impossible("Running", e);
            case OperationCancelled e -> throw impossible("Running", e);
            case Accepted e -> throw impossible("Running", e);
        };
    }

    private static OperationState fromEnding(Ending state, OperationEvent event) {
        Operation before = state.operation();
        return switch (event) {
            case StepStarted e -> new Ending(started(before, e), state.failure());
            case StepProgressed e -> new Ending(progressed(before, e), state.failure());
            case StepSucceeded e -> new Ending(succeeded(before, e), state.failure());
            case StepRetryScheduled e -> new Ending(backedOff(before, e), state.failure());
            case StepFailed e -> new Ending(broken(before, e), state.failure());
            case StepStopped e -> new Ending(halted(before, e), state.failure());
            case OperationFailed e -> new Failed(seen(before, e), e);
            case OperationCancelled e -> new Cancelled(seen(before, e), e);
            case CancellationRequested e -> throw impossible("Ending", e);
            case BackupCompleted e -> throw impossible("Ending", e);
            case RestoreCompleted e -> throw impossible("Ending", e);
            case BackupVerified e -> throw impossible("Ending", e);
            case BackupPurged e -> throw impossible("Ending", e);
            case BackupUndeleted e -> throw impossible("Ending", e);
            case OperationQueued e -> throw impossible("Ending", e);
            case OperationStarted e -> throw impossible("Ending", e);
            case Accepted e -> throw impossible("Ending", e);
        };
    }

    private static Operation started(Operation operation, StepStarted event) {
        StepState before = operation.step(event.step());
        if (event.attempt() <= before.attempt()) {
            throw impossible("attempt " + before.attempt(), event);
        }
        int lost = event.reason() == StartReason.HEARTBEAT_LOST || event.reason() == StartReason.REASSIGNED ? 1 : 0;
        Instant at = event.occurredAt();
        StepState after = switch (before) {
            case StepState.Waiting s -> new StepState.Running(event.attempt(), 0, 0, at, Progress.NONE, null);
            case StepState.Running s ->
                new StepState.Running(
                        event.attempt(), s.losses() + lost, s.failures(), at, s.progress(), s.checkpoint());
            case StepState.BackingOff s ->
                new StepState.Running(event.attempt(), s.losses(), s.failures(), at, s.progress(), s.checkpoint());
            case StepState.Done s -> throw impossible("Done", event);
            case StepState.Broken s -> throw impossible("Broken", event);
            case StepState.Halted s -> throw impossible("Halted", event);
        };
        return with(operation, event, event.step(), after);
    }

    private static Operation progressed(Operation operation, StepProgressed event) {
        StepState.Running run = running(operation, event.step(), event.attempt(), event);
        String checkpoint = event.checkpoint() == null ? run.checkpoint() : event.checkpoint();
        return with(
                operation,
                event,
                event.step(),
                new StepState.Running(
                        run.attempt(), run.losses(), run.failures(), run.startedAt(), event.progress(), checkpoint));
    }

    private static Operation succeeded(Operation operation, StepSucceeded event) {
        StepState.Running run = running(operation, event.step(), event.attempt(), event);
        return with(
                operation, event, event.step(), new StepState.Done(run.attempt(), event.occurredAt(), event.result()));
    }

    private static Operation backedOff(Operation operation, StepRetryScheduled event) {
        StepState.Running run = running(operation, event.step(), event.attempt(), event);
        return with(
                operation,
                event,
                event.step(),
                new StepState.BackingOff(
                        run.attempt(),
                        run.losses(),
                        run.failures() + 1,
                        event.failure(),
                        event.retryAt(),
                        run.progress(),
                        run.checkpoint()));
    }

    private static Operation broken(Operation operation, StepFailed event) {
        StepState.Running run = running(operation, event.step(), event.attempt(), event);
        return with(
                operation,
                event,
                event.step(),
                new StepState.Broken(run.attempt(), event.occurredAt(), event.failure()));
    }

    private static Operation halted(Operation operation, StepStopped event) {
        StepState before = operation.step(event.step());
        if (event.attempt() != before.attempt()) {
            throw impossible("attempt " + before.attempt(), event);
        }
        return switch (before) {
            case StepState.Waiting s -> with(operation, event, event.step(), new StepState.Halted(0));
            case StepState.Running s -> with(operation, event, event.step(), new StepState.Halted(s.attempt()));
            case StepState.BackingOff s -> with(operation, event, event.step(), new StepState.Halted(s.attempt()));
            case StepState.Done s -> throw impossible("Done", event);
            case StepState.Broken s -> throw impossible("Broken", event);
            case StepState.Halted s -> throw impossible("Halted", event);
        };
    }

    private static StepState.Running running(Operation operation, StepKind step, int attempt, OperationEvent event) {
        if (operation.step(step) instanceof StepState.Running run && run.attempt() == attempt) {
            return run;
        }
        throw impossible(step + " not running attempt " + attempt, event);
    }

    private static Operation with(Operation operation, OperationEvent event, StepKind step, StepState state) {
        Map<StepKind, StepState> steps = new EnumMap<>(operation.steps());
        steps.put(step, state);
        Operation seen = seen(operation, event);
        return new Operation(
                seen.first(), seen.subject(), seen.plan(), steps, seen.version(), seen.startedAt(), seen.updatedAt());
    }

    private static Operation seen(Operation operation, OperationEvent event) {
        return new Operation(
                operation.first(),
                operation.subject(),
                operation.plan(),
                operation.steps(),
                event.meta().sequence(),
                operation.startedAt(),
                event.occurredAt());
    }

    private static ImpossibleTransitionException impossible(String state, OperationEvent event) {
        return new ImpossibleTransitionException(
                event.getClass().getSimpleName() + " " + event.eventId() + " cannot follow " + state);
    }
}
