package io.lc2.backup.domain.event;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.retention.Verdict;
import io.lc2.backup.domain.schedule.NotRunReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to a policy or to one of its due times. */
public sealed interface PolicyEvent extends BackupEvent {

    /** Which policy, when, why. */
    PolicyMeta meta();

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

    /** A policy was made, or replaced by another document. */
    record PolicyDefined(PolicyMeta meta, Policy policy) implements PolicyEvent {}

    /** A policy was removed; runs it has asked for go on. */
    record PolicyRemoved(PolicyMeta meta) implements PolicyEvent {}

    /** A policy was paused: nothing that was not asked for yet runs before it is unpaused. */
    record PolicyPaused(PolicyMeta meta) implements PolicyEvent {}

    /** A pause ended; its due times are not caught up. */
    record PolicyUnpaused(PolicyMeta meta) implements PolicyEvent {}

    /**
     * A due time became a run.
     *
     * @param meta which policy, when
     * @param due the due time
     * @param start when it was to start, jitter included
     * @param finishBy when it is to be cancelled unless it has ended; null: never
     * @param backupId the backup that was asked for
     */
    record PolicyFired(
            PolicyMeta meta,
            Instant due,
            Instant start,
            @Nullable Instant finishBy,
            OperationId backupId) implements PolicyEvent {}

    /**
     * Successive due times passed while nobody could act on them.
     *
     * @param meta which policy, when
     * @param first earliest of them
     * @param last latest of them
     * @param count how many, at least 1
     * @param reason why they do not run any more
     */
    record RunMissed(PolicyMeta meta, Instant first, Instant last, int count, NotRunReason reason)
            implements PolicyEvent {}

    /**
     * Successive due times were left out on purpose.
     *
     * @param meta which policy, when
     * @param first earliest of them
     * @param last latest of them
     * @param count how many, at least 1
     * @param reason why
     */
    record RunSkipped(PolicyMeta meta, Instant first, Instant last, int count, NotRunReason reason)
            implements PolicyEvent {}

    /**
     * A run had not ended when it was to; its cancellation was asked for.
     *
     * @param meta which policy, when
     * @param due its due time
     * @param backupId the backup that is cancelled
     */
    record RunOverdue(PolicyMeta meta, Instant due, OperationId backupId) implements PolicyEvent {}

    /**
     * A due time of drills became one.
     *
     * @param meta which policy, when
     * @param due the due time
     * @param start when it was to start, jitter included
     * @param backupId the newest verified backup of the environment
     * @param drillId the drill that was asked for
     */
    record DrillFired(PolicyMeta meta, Instant due, Instant start, OperationId backupId, OperationId drillId)
            implements PolicyEvent {}

    /**
     * Successive due times of drills were missed or left out.
     *
     * @param meta which policy, when
     * @param first earliest of them
     * @param last latest of them
     * @param count how many, at least 1
     * @param reason why
     */
    record DrillSkipped(PolicyMeta meta, Instant first, Instant last, int count, NotRunReason reason)
            implements PolicyEvent {}

    /**
     * It was decided which backups of the environment stay; the deletion of the others was asked for.
     *
     * @param meta which policy, when
     * @param kept backups that stay
     * @param expired backups that no policy of the environment keeps, the first to go first, with the reasons of all
     * @param left how many more there are; they have their turn next time
     */
    record RetentionDecided(PolicyMeta meta, int kept, List<Verdict> expired, int left) implements PolicyEvent {
        public RetentionDecided {
            expired = List.copyOf(expired);
        }
    }
}
