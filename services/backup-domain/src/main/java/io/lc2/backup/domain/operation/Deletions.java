package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.HoldBackup;
import io.lc2.backup.domain.command.BackupCommand.ReleaseBackup;
import io.lc2.backup.domain.command.BackupCommand.UndeleteBackup;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupReleased;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Deletion in two steps and legal holds. A deletion is an operation that waits in the queue until its time of
 * grace is over; until then it can be taken back. What speaks against a removal is asked twice: when it is ordered and
 * when it would begin.
 */
final class Deletions {

    private final Planner planner;
    private final Duration grace;

    /**
     * The rules of one executor.
     *
     * @param grace how long a deletion can be taken back
     */
    Deletions(Planner planner, Duration grace) {
        this.planner = planner;
        this.grace = grace;
    }

    void delete(Draft draft, DeleteBackup command, Reply reply) {
        if (reply.rejectedAsTaken(command.purgeId())) {
            return;
        }
        RecoveryPoint point = draft.state().points().get(command.backupId());
        if (point == null) {
            reply.rejectUnknownBackup(command.backupId());
        } else if (point.lifecycle() == Lifecycle.PURGED || removal(draft, command.backupId()) != null) {
            reply.rejectDeleted(point);
        } else if (point.held()) {
            reply.reject(
                    RejectionCode.BACKUP_ON_HOLD,
                    "Backup " + point.backupId() + " is under legal hold",
                    "Have an admin release the hold first.");
        } else if (used(draft, command.backupId())) {
            reply.reject(
                    RejectionCode.BACKUP_IN_USE,
                    "A restore or verification is reading backup " + point.backupId(),
                    "Wait until it has ended, or cancel it.");
        } else if (!command.force()
                && point.lifecycle() == Lifecycle.ACTIVE
                && RecoveryPoints.isLast(point, draft.state().points().values())) {
            reply.reject(
                    RejectionCode.LAST_RECOVERY_POINT,
                    "Backup " + point.backupId() + " is the last restorable one of environment " + point.environment(),
                    "Make another backup with the same components first, or force the deletion and say why.");
        } else {
            EventMeta meta =
                    reply.first(command.purgeId(), OperationKind.PURGE, point.environment(), point.application());
            draft.happened(new BackupSoftDeleted(
                    meta,
                    point.source(),
                    command.reason(),
                    planner.purge(),
                    purgeAfter(draft, point),
                    command.force()));
            awaitGrace(draft, command.purgeId());
        }
    }

    /** A removal that has failed half-way goes on at once: there is nothing left that could be taken back. */
    private Instant purgeAfter(Draft draft, RecoveryPoint point) {
        Instant now = draft.moment().now();
        return point.lifecycle() == Lifecycle.SOFT_DELETED ? now : now.plus(grace);
    }

    void undelete(Draft draft, UndeleteBackup command, Reply reply) {
        OperationId id = command.backupId();
        RecoveryPoint point = draft.state().points().get(id);
        if (point == null) {
            reply.rejectUnknownBackup(id);
        } else if (point.lifecycle() == Lifecycle.ACTIVE) {
            reply.reject(
                    RejectionCode.BACKUP_NOT_DELETED,
                    "Backup " + id + " is not deleted",
                    "Nothing needs to be done; it can be restored.");
        } else if (removal(draft, id) instanceof Queued waiting) {
            OperationId purge = waiting.operation().first().operationId();
            draft.happened(new BackupUndeleted(reply.causedBy(draft.next(purge)), id));
        } else {
            reply.reject(
                    RejectionCode.REMOVAL_HAS_BEGUN,
                    "The data of backup " + id + " is being removed or is gone",
                    "Use another backup of environment " + point.environment() + ".");
        }
    }

    void hold(Draft draft, HoldBackup command, Reply reply) {
        OperationId id = command.backupId();
        RecoveryPoint point = draft.state().points().get(id);
        if (point == null) {
            reply.rejectUnknownBackup(id);
        } else if (point.held()) {
            reply.reject(
                    RejectionCode.BACKUP_ON_HOLD,
                    "Backup " + id + " is under legal hold already",
                    "Nothing needs to be done; one hold is enough.");
        } else if (point.lifecycle() == Lifecycle.ACTIVE || removal(draft, id) instanceof Queued) {
            draft.happened(new BackupHeld(reply.about(point), command.reason()));
        } else {
            reply.reject(
                    RejectionCode.REMOVAL_HAS_BEGUN,
                    "The data of backup " + id + " is being removed or is gone",
                    "Hold another backup of environment " + point.environment() + ".");
        }
    }

    void release(Draft draft, ReleaseBackup command, Reply reply) {
        RecoveryPoint point = draft.state().points().get(command.backupId());
        if (point == null) {
            reply.rejectUnknownBackup(command.backupId());
        } else if (point.held()) {
            draft.happened(new BackupReleased(reply.about(point), command.reason()));
        } else {
            reply.reject(
                    RejectionCode.BACKUP_NOT_ON_HOLD,
                    "Backup " + command.backupId() + " is not under legal hold",
                    "Nothing needs to be done.");
        }
    }

    /** Has the operation asked about again when its time of grace is over; nothing for any other operation. */
    static void awaitGrace(Draft draft, OperationId id) {
        OperationState state = draft.find(id);
        if (state != null
                && state.operation().subject() instanceof Subject.Purge purge
                && state.inGrace(draft.moment().now())) {
            draft.effect(new Effect.WakeAt(id, purge.purgeAfter()));
        }
    }

    /** Whether nothing speaks against a queued removal, nor against any other operation. */
    static boolean mayBegin(Draft draft, OperationState state) {
        if (!(state.operation().subject() instanceof Subject.Purge purge)) {
            return true;
        }
        RecoveryPoint point = draft.state().points().get(purge.backupId());
        return point != null
                && !state.inGrace(draft.moment().now())
                && !point.held()
                && (purge.forced()
                        || !RecoveryPoints.isLast(point, draft.state().points().values()));
    }

    private static @Nullable OperationState removal(Draft draft, OperationId backupId) {
        return draft.state().open().values().stream()
                .filter(state -> state.operation().subject() instanceof Subject.Purge purge
                        && purge.backupId().equals(backupId))
                .findFirst()
                .orElse(null);
    }

    private static boolean used(Draft draft, OperationId backupId) {
        return draft.state().open().values().stream()
                .map(state -> state.operation().subject())
                .anyMatch(subject -> !(subject instanceof Subject.Backup)
                        && subject.backupId().equals(backupId));
    }
}
