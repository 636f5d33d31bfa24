package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.schedule.NotRunReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of one policy: the fold of its events and of the ends of its runs.
 *
 * @param project whose
 * @param id which policy of the project
 * @param state the policy as the scheduler knows it, by the same evolution
 * @param course what has happened to it; empty when it is removed
 */
public record PolicyEntry(ProjectId project, PolicyId id, PolicyState state, Course course) {

    /**
     * What happened last.
     *
     * @param defined who made it what it is; null when it is removed
     * @param lastRun the last due time that became a run; null: none yet
     * @param lastMissed the last due times nobody could act on; null: none yet
     * @param lastSkipped the last due times that were left out on purpose; null: none yet
     * @param retained what was decided last about its environment; null: nothing yet
     */
    public record Course(
            @Nullable Definition defined,
            @Nullable LastRun lastRun,
            @Nullable LeftOut lastMissed,
            @Nullable LeftOut lastSkipped,
            @Nullable Retained retained) {

        /** Nothing has happened. */
        public static final Course EMPTY = new Course(null, null, null, null, null);

        Course with(Definition made) {
            return new Course(made, lastRun, lastMissed, lastSkipped, retained);
        }

        Course with(LastRun run) {
            return new Course(defined, run, lastMissed, lastSkipped, retained);
        }

        Course withMissed(LeftOut missed) {
            return new Course(defined, lastRun, missed, lastSkipped, retained);
        }

        Course withSkipped(LeftOut skipped) {
            return new Course(defined, lastRun, lastMissed, skipped, retained);
        }

        Course with(Retained decided) {
            return new Course(defined, lastRun, lastMissed, lastSkipped, decided);
        }
    }

    /**
     * When a policy got its present document.
     *
     * @param at when
     * @param by id of the actor who asked
     */
    public record Definition(Instant at, String by) {}

    /**
     * A due time that became a run.
     *
     * @param due the due time
     * @param firedAt when the backup was asked for
     * @param backupId the backup
     */
    public record LastRun(Instant due, Instant firedAt, OperationId backupId) {}

    /**
     * Successive due times that did not become runs.
     *
     * @param first earliest of them
     * @param last latest of them
     * @param count how many
     * @param reason why
     */
    public record LeftOut(Instant first, Instant last, int count, NotRunReason reason) {}

    /**
     * A decision about what stays of the environment.
     *
     * @param at when
     * @param kept backups that stay
     * @param deleted backups whose deletion was asked for
     * @param left backups that go the next time
     */
    public record Retained(Instant at, int kept, int deleted, int left) {}

    /** Whether nobody wants it any more; what happened to it is in the audit trail. */
    public boolean removed() {
        return state instanceof PolicyState.Removed;
    }
}
