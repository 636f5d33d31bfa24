package io.lc2.backup.domain.recovery;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What events do to recovery points. */
public final class RecoveryPoints {

    /** Failures of a verification that speak against the backup and not against the attempt to read it. */
    private static final Set<FailureCode> DISPROOFS =
            EnumSet.of(FailureCode.VALIDATION_FAILED, FailureCode.MANIFEST_INVALID, FailureCode.OBJECT_NOT_FOUND);

    private RecoveryPoints() {}

    /** The recovery points after an event; most events leave them as they are. */
    public static Map<OperationId, RecoveryPoint> evolve(Map<OperationId, RecoveryPoint> points, OperationEvent event) {
        if (event instanceof BackupCompleted completed) {
            Map<OperationId, RecoveryPoint> more = new TreeMap<>(points);
            more.put(completed.recoveryPoint().backupId(), completed.recoveryPoint());
            return more;
        }
        if (event instanceof BackupVerified verified) {
            return change(points, verified.backupId(), point -> point.verified(verified.verification()));
        }
        if (event instanceof BackupSoftDeleted deleted) {
            return change(points, deleted.source().backupId(), point -> point.in(Lifecycle.SOFT_DELETED));
        }
        if (event instanceof BackupPurged purged) {
            return change(points, purged.backupId(), point -> point.in(Lifecycle.PURGED));
        }
        if (event instanceof OperationFailed failed
                && failed.meta().kind() == OperationKind.VERIFICATION
                && DISPROOFS.contains(failed.failure().code())) {
            return change(points, failed.backupId(), point -> point.verified(Verification.NONE));
        }
        return points;
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
