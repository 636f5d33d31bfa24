package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.retention.RetentionPoint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A completed backup as retention looks back at it.
 *
 * @param made the recovery point as the backup left it
 * @param now the same one as it is now
 * @param at when the backup began, by which points are ranked
 * @param manual whether no policy has asked for it
 */
public record BackupTrack(RecoveryPoint made, RecoveryPoint now, Instant at, boolean manual) {

    /** The track of an entry; empty unless it is a completed backup. */
    public static Optional<BackupTrack> of(CatalogEntry entry) {
        if (entry instanceof Known known
                && known.recoveryPoint() != null
                && known.state() instanceof OperationState.Completed completed
                && completed.end() instanceof BackupCompleted end) {
            Operation operation = completed.operation();
            Instant began = operation.startedAt();
            return Optional.of(new BackupTrack(
                    end.recoveryPoint(),
                    known.recoveryPoint(),
                    began == null ? end.recoveryPoint().completedAt() : began,
                    !Policy.isActor(operation.first().actor())));
        }
        return Optional.empty();
    }

    /**
     * What retention sees of it at a stage of its life; empty when it is deleted then. Every backup can be restored from its
     * own manifest, so it needs no other.
     *
     * @param wanted whether somebody has taken a deletion of it back, and so means it to stay
     */
    Optional<RetentionPoint> point(RecoveryPoint stage, boolean wanted) {
        return stage.lifecycle() == Lifecycle.ACTIVE
                ? Optional.of(RetentionPoint.of(stage, at, manual || wanted, Set.of()))
                : Optional.empty();
    }
}
