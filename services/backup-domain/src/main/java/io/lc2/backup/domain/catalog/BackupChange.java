package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a completed backup.
 *
 * @param at when
 * @param backup to which
 * @param kind what
 */
public record BackupChange(Instant at, OperationId backup, Kind kind) {

    /** What can be done to a backup. */
    public enum Kind {
        /** It was read back and is right. */
        VERIFIED,
        /** It was read back and is not. */
        DISPROVED,
        /** A legal hold was placed on it. */
        HELD,
        /** It was released from legal hold. */
        RELEASED,
        /** Somebody deleted it. */
        DELETED,
        /** Retention deleted it. */
        EXPIRED,
        /** Its deletion was taken back. */
        UNDELETED
    }

    /** What an operation has done to the backup it works on, as far as it counts for retention. */
    public static List<BackupChange> of(CatalogEntry entry) {
        if (!(entry instanceof Known known)) {
            return List.of();
        }
        Subject subject = known.state().operation().subject();
        List<BackupChange> changes = new ArrayList<>();
        if (subject instanceof Subject.Purge) {
            var first = known.state().operation().first();
            boolean retention = Policy.isActor(first.actor());
            changes.add(
                    new BackupChange(first.occurredAt(), subject.backupId(), retention ? Kind.EXPIRED : Kind.DELETED));
        }
        OperationEvent.Ended end = end(known.state());
        Kind kind = end == null ? null : kind(end);
        if (end != null && kind != null) {
            changes.add(new BackupChange(end.occurredAt(), subject.backupId(), kind));
        }
        return changes;
    }

    /** The recovery point afterwards. What retention has done is left out, so that another policy can decide anew. */
    RecoveryPoint apply(RecoveryPoint point) {
        return switch (kind) {
            case VERIFIED -> point.verified(Verification.CHECKSUM);
            case DISPROVED -> point.verified(Verification.NONE);
            case HELD -> point.held(true);
            case RELEASED -> point.held(false);
            case DELETED -> point.softDeleted(at);
            case EXPIRED -> point;
            case UNDELETED -> point.active();
        };
    }

    private static OperationEvent.@Nullable Ended end(OperationState state) {
        return switch (state) {
            case OperationState.Completed s -> s.end();
            case OperationState.Failed s -> s.end();
            case OperationState.Cancelled s -> s.end();
            case OperationState.Queued s -> null;
            case OperationState.Running s -> null;
            case OperationState.Ending s -> null;
        };
    }

    private static @Nullable Kind kind(OperationEvent.Ended end) {
        return switch (end) {
            case OperationEvent.BackupVerified e ->
                e.verification() == Verification.NONE ? Kind.DISPROVED : Kind.VERIFIED;
            case OperationEvent.BackupUndeleted e -> Kind.UNDELETED;
            case OperationEvent.OperationFailed e -> RecoveryPoints.disproves(e) ? Kind.DISPROVED : null;
            case OperationEvent.BackupCompleted e -> null;
            case OperationEvent.RestoreCompleted e -> e.drill() == null ? null : Kind.VERIFIED;
            case OperationEvent.BackupPurged e -> null;
            case OperationEvent.OperationCancelled e -> null;
        };
    }
}
