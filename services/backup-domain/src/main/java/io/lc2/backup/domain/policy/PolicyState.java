package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.schedule.Pause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a policy.
 *
 * <pre>
 * (absent) ──defined──▶ Active ──removed──▶ Removed ──defined──▶ Active
 *                        │  ▲
 *     defined, paused, unpaused, fired, missed, skipped, overdue, retention decided, drill fired,
 *     drill skipped
 * </pre>
 */
public sealed interface PolicyState {

    /** Sequence of the last event in it. */
    long version();

    /**
     * Somebody wants it. Comes: every event of a policy.
     *
     * @param project whose
     * @param policy what is wanted
     * @param version sequence of the last event in it
     * @param handled the last due time that is dealt with; before the first, when its due times became what they are
     * @param pause the last pause as long as due times in it, those of drills too, are not dealt with; null: none
     * @param unfinished runs that have not ended, oldest first
     * @param retainedAt when retention was decided about last; before the first time, when the policy was made
     * @param drills how far its drills are, also when it has none
     */
    record Active(
            ProjectId project,
            Policy policy,
            long version,
            Instant handled,
            @Nullable Pause pause,
            List<UnfinishedRun> unfinished,
            Instant retainedAt,
            DrillProgress drills)
            implements PolicyState {

        public Active {
            unfinished = List.copyOf(unfinished);
        }

        /** Whether nothing is to run. */
        public boolean paused() {
            return pause != null && pause.to() == null;
        }
    }

    /**
     * Nobody wants it any more; only its sequence goes on, so that events of a later policy of the same name have
     * identities of their own. Comes: defined.
     *
     * @param version sequence of the last event in it
     */
    record Removed(long version) implements PolicyState {}
}
