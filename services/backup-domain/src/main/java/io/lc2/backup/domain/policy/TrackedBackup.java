package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.Ended;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import io.lc2.backup.domain.retention.RetentionPoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backup as retention follows it, from its start to the removal of its data.
 *
 * @param startedAt when it left the queue; a point is of the day it was begun on, not of the one it ended on
 * @param manual whether no policy asked for it, or somebody took its deletion back: it never expires unless a policy
 *     says so
 * @param point what it made, with its axes as they are now; null as long as it is at work
 */
public record TrackedBackup(
        Instant startedAt, boolean manual, @Nullable RecoveryPoint point) {

    /** The backup an event says something about that retention has to know; empty when it says nothing of the kind. */
    public static Optional<OperationId> concerned(BackupEvent event) {
        if (event instanceof RecoveryPointEvent happened) {
            return Optional.of(happened.backupId());
        }
        if (event instanceof OperationEvent happened && happened.meta().kind() == OperationKind.BACKUP) {
            return happened instanceof OperationStarted || happened instanceof Ended
                    ? Optional.of(happened.meta().operationId())
                    : Optional.empty();
        }
        return workedOn(event);
    }

    /**
     * What is known after an event. Repeating one changes nothing.
     *
     * @param before null: nothing is known of the backup
     * @param event one that concerns it
     * @return null: nothing is left to follow
     */
    public static @Nullable TrackedBackup evolve(@Nullable TrackedBackup before, BackupEvent event) {
        if (event instanceof OperationStarted started) {
            return before == null ? begun(started) : before;
        }
        if (event instanceof BackupCompleted completed) {
            TrackedBackup begun = before == null ? begun(completed) : before;
            return new TrackedBackup(begun.startedAt(), begun.manual(), completed.recoveryPoint());
        }
        if (before == null || before.point() == null) {
            return event instanceof Ended ? null : before;
        }
        return changed(before, before.point(), event);
    }

    private static @Nullable TrackedBackup changed(TrackedBackup before, RecoveryPoint made, BackupEvent event) {
        RecoveryPoint point =
                RecoveryPoints.evolve(Map.of(made.backupId(), made), event).getOrDefault(made.backupId(), made);
        return point.lifecycle() == Lifecycle.PURGED
                ? null
                : new TrackedBackup(before.startedAt(), before.manual() || event instanceof BackupUndeleted, point);
    }

    /** The backup as one that can be kept or let go; empty while it is at work, and once it is deleted. */
    public Optional<RetentionPoint> retentionPoint() {
        return Optional.ofNullable(point)
                .filter(made -> made.lifecycle() == Lifecycle.ACTIVE)
                .map(made -> RetentionPoint.of(made, startedAt, manual, Set.of()));
    }

    /** The backup that an operation reads or removes has changed. */
    private static Optional<OperationId> workedOn(BackupEvent event) {
        if (event instanceof BackupSoftDeleted deleted) {
            return Optional.of(deleted.source().backupId());
        }
        if (event instanceof BackupUndeleted undeleted) {
            return Optional.of(undeleted.backupId());
        }
        if (event instanceof BackupPurged purged) {
            return Optional.of(purged.backupId());
        }
        if (event instanceof BackupVerified verified) {
            return Optional.of(verified.backupId());
        }
        return event instanceof OperationFailed failed ? Optional.of(failed.backupId()) : Optional.empty();
    }

    private static TrackedBackup begun(OperationEvent event) {
        return new TrackedBackup(
                event.occurredAt(), !Policy.isActor(event.meta().actor()), null);
    }
}
