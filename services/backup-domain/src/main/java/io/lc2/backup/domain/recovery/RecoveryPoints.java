package io.lc2.backup.domain.recovery;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupReleased;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What events do to recovery points. */
public final class RecoveryPoints {

    /** Failures of a verification or a drill that speak against the backup and not against the attempt to read it. */
    private static final Set<FailureCode> DISPROOFS =
            EnumSet.of(FailureCode.VALIDATION_FAILED, FailureCode.MANIFEST_INVALID, FailureCode.OBJECT_NOT_FOUND);

    private RecoveryPoints() {}

    /** The recovery points after an event; most events leave them as they are. */
    public static Map<OperationId, RecoveryPoint> evolve(Map<OperationId, RecoveryPoint> points, BackupEvent event) {
        return switch (event) {
            case CommandRejected e -> points;
            case BackupHeld e -> change(points, e.backupId(), point -> point.held(true));
            case BackupReleased e -> change(points, e.backupId(), point -> point.held(false));
            case OperationEvent e -> evolve(points, e);
            case PolicyEvent e -> points;
        };
    }

    /**
     * Whether the environment of a point would have nothing left to restore without it: no other restorable point there
     * holds at least the same. A point that is not restorable itself is no loss.
     *
     * @param points all recovery points of the environment, others do no harm
     */
    public static boolean isLast(RecoveryPoint point, Collection<RecoveryPoint> points) {
        return point.verification() != Verification.NONE
                && points.stream()
                        .filter(RecoveryPoint::restorable)
                        .filter(other -> !other.backupId().equals(point.backupId()))
                        .filter(other -> other.environment().equals(point.environment()))
                        .noneMatch(other -> other.components().containsAll(point.components()));
    }

    /** Whether a failure proves that a backup cannot be relied upon, and not merely that nobody could read it. */
    public static boolean disproves(OperationFailed failed) {
        return (failed.drill() || failed.meta().kind() == OperationKind.VERIFICATION)
                && DISPROOFS.contains(failed.failure().code());
    }

    private static Map<OperationId, RecoveryPoint> evolve(
            Map<OperationId, RecoveryPoint> points, OperationEvent event) {
        if (event instanceof BackupCompleted completed) {
            Map<OperationId, RecoveryPoint> more = new TreeMap<>(points);
            more.put(completed.recoveryPoint().backupId(), completed.recoveryPoint());
            return more;
        }
        if (event instanceof BackupVerified verified) {
            return change(points, verified.backupId(), point -> point.proven(verified.verification()));
        }
        if (event instanceof RestoreCompleted restored) {
            return proven(points, restored);
        }
        if (event instanceof BackupSoftDeleted deleted) {
            return change(points, deleted.source().backupId(), point -> point.softDeleted(deleted.purgeAfter()));
        }
        if (event instanceof BackupUndeleted undeleted) {
            return change(points, undeleted.backupId(), RecoveryPoint::active);
        }
        if (event instanceof BackupPurged purged) {
            return change(points, purged.backupId(), RecoveryPoint::purged);
        }
        if (event instanceof OperationFailed failed && disproves(failed)) {
            return change(points, failed.backupId(), point -> point.verified(Verification.NONE));
        }
        return points;
    }

    private static Map<OperationId, RecoveryPoint> proven(
            Map<OperationId, RecoveryPoint> points, RestoreCompleted event) {
        return event.drill() == null
                ? points
                : change(points, event.drill().backupId(), point -> point.proven(Verification.RESTORED));
    }

    private static Map<OperationId, RecoveryPoint> change(
            Map<OperationId, RecoveryPoint> points, OperationId id, UnaryOperator<RecoveryPoint> change) {
        RecoveryPoint point = points.get(id);
        if (point == null) {
            return points;
        }
        Map<OperationId, RecoveryPoint> changed = new TreeMap<>(points);
        changed.put(id, change.apply(point));
        return changed;
    }
}
