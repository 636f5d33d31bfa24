package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an operation. The first event is one of {@link BackupRequested}, {@link RestoreRequested},
 * {@link VerificationRequested}, {@link BackupSoftDeleted}; the last one of {@link BackupCompleted},
 * {@link RestoreCompleted}, {@link BackupVerified}, {@link BackupPurged}, {@link BackupUndeleted},
 * {@link OperationFailed}, {@link OperationCancelled}.
 */
public sealed interface OperationEvent extends BackupEvent {

    /** Which operation, when, why. */
    EventMeta meta();

    @Override
    default String eventId() {
        return meta().eventId();
    }

    @Override
    default ProjectId project() {
        return meta().project();
    }

    @Override
    default Instant occurredAt() {
        return meta().occurredAt();
    }

    /** A first event: it makes the operation and carries its plan. */
    sealed interface Accepted extends OperationEvent {
        /** The steps, fixed from here on. */
        Plan plan();
    }

    /** A last event: nothing of the operation comes after it. */
    sealed interface Ended extends OperationEvent {}

    /** A last event of an operation that somebody stopped before it was done. */
    sealed interface EndedOnRequest extends Ended {}

    /** A backup was accepted and waits for its turn. */
    record BackupRequested(EventMeta meta, BackupRequest request, Plan plan) implements Accepted {}

    /** A restore was accepted and waits for its turn. */
    record RestoreRequested(EventMeta meta, RestoreRequest request, SourceBackup source, Plan plan)
            implements Accepted {}

    /** The verification of a backup was accepted and waits for its turn. */
    record VerificationRequested(EventMeta meta, SourceBackup source, Plan plan) implements Accepted {}

    /**
     * A backup was marked as deleted: it can no longer be restored, and its data will be purged.
     *
     * @param purgeAfter until when it can be taken back; the data stays at least until then
     * @param forced whether it may be the last restorable backup of its environment
     */
    record BackupSoftDeleted(
            EventMeta meta, SourceBackup source, String reason, Plan plan, Instant purgeAfter, boolean forced)
            implements Accepted {}

    /** The operation waits for something else than before, or for the first time. */
    record OperationQueued(EventMeta meta, Waiting waiting) implements OperationEvent {}

    /** The operation left the queue. */
    record OperationStarted(EventMeta meta) implements OperationEvent {}

    /**
     * An attempt of a step was ordered.
     *
     * @param attempt the fencing token: higher than that of any attempt of this step before it
     */
    record StepStarted(EventMeta meta, StepKind step, int attempt, StartReason reason) implements OperationEvent {}

    /**
     * A step came further.
     *
     * @param checkpoint where a later attempt can go on, in the form the step itself chose; null when it starts anew
     */
    record StepProgressed(
            EventMeta meta,
            StepKind step,
            int attempt,
            Progress progress,
            @Nullable String checkpoint) implements OperationEvent {}

    /** A step is done. */
    record StepSucceeded(EventMeta meta, StepKind step, int attempt, StepResult result) implements OperationEvent {}

    /** An attempt failed for a transient reason and another follows at {@code retryAt}. */
    record StepRetryScheduled(EventMeta meta, StepKind step, int attempt, Failure failure, Instant retryAt)
            implements OperationEvent {}

    /** A step failed for good. */
    record StepFailed(EventMeta meta, StepKind step, int attempt, Failure failure) implements OperationEvent {}

    /** A step stopped because its operation is ending. */
    record StepStopped(EventMeta meta, StepKind step, int attempt) implements OperationEvent {}

    /** Somebody asked to stop the operation; the actor of the event is who. */
    record CancellationRequested(EventMeta meta) implements OperationEvent {}

    /** A backup is complete: validated, its manifest written. */
    record BackupCompleted(EventMeta meta, RecoveryPoint recoveryPoint, List<Check> checks) implements Ended {
        public BackupCompleted {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A restore is complete and was checked.
     *
     * @param endpoints what is new; empty after a drill, which has removed it again
     * @param drill what the drill has measured; null for a restore that is none
     */
    record RestoreCompleted(
            EventMeta meta,
            List<Endpoint> endpoints,
            List<Check> checks,
            List<String> nextSteps,
            @Nullable DrillResult drill)
            implements Ended {
        public RestoreCompleted {
            endpoints = List.copyOf(endpoints);
            checks = List.copyOf(checks);
            nextSteps = List.copyOf(nextSteps);
        }

        /** A restore that is no drill. */
        public RestoreCompleted(EventMeta meta, List<Endpoint> endpoints, List<Check> checks, List<String> nextSteps) {
            this(meta, endpoints, checks, nextSteps, null);
        }
    }

    /** A backup was read back and everything agreed. */
    record BackupVerified(EventMeta meta, OperationId backupId, Verification verification, List<Check> checks)
            implements Ended {
        public BackupVerified {
            checks = List.copyOf(checks);
        }
    }

    /** The data of a deleted backup is gone, confirmed at the provider. */
    record BackupPurged(EventMeta meta, OperationId backupId, long bytes, long objects) implements Ended {}

    /** A deletion was taken back before anything was removed; the backup is what it was. */
    record BackupUndeleted(EventMeta meta, OperationId backupId) implements EndedOnRequest {}

    /**
     * The operation failed.
     *
     * @param backupId the backup it worked on, or made in part
     * @param failure the first failure that could not be retried
     * @param drill whether it was a drill, whose failure may speak against the backup
     */
    record OperationFailed(
            EventMeta meta,
            OperationId backupId,
            Failure failure,
            List<ComponentOutcome> components,
            Leftovers leftovers,
            String leftoversDetail,
            boolean drill)
            implements Ended {
        public OperationFailed {
            components = List.copyOf(components);
        }

        /** The failure of anything but a drill. */
        public OperationFailed(
                EventMeta meta,
                OperationId backupId,
                Failure failure,
                List<ComponentOutcome> components,
                Leftovers leftovers,
                String leftoversDetail) {
            this(meta, backupId, failure, components, leftovers, leftoversDetail, false);
        }
    }

    /** The operation was cancelled; that claims no rollback beyond what {@code leftovers} says. */
    record OperationCancelled(
            EventMeta meta, List<ComponentOutcome> components, Leftovers leftovers, String leftoversDetail)
            implements EndedOnRequest {
        public OperationCancelled {
            components = List.copyOf(components);
        }
    }
}
