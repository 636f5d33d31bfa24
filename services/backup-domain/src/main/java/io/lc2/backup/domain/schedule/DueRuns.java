package io.lc2.backup.domain.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the passing of time. To be stored and sent in one transaction with {@code handled}.
 *
 * @param runs what became of each due time, in their order
 * @param handled the last due time that is dealt with; the next decision begins there
 * @param wakeAt when there is something to decide again, now or earlier when not all could be looked at; null: never
 */
public record DueRuns(
        List<Run> runs, Instant handled, @Nullable Instant wakeAt) {

    public DueRuns {
        runs = List.copyOf(runs);
    }

    /** The due times that become runs. */
    public List<Run.Fired> fired() {
        return runs.stream()
                .filter(Run.Fired.class::isInstance)
                .map(Run.Fired.class::cast)
                .toList();
    }
}
