package io.lc2.backup.domain.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a run is still worth it, counted from its due time.
 *
 * @param startBy a run that could not start by then is missed; null: it may start at any time
 * @param finishBy a run that has not ended by then is to be cancelled, in the queue or at work; null: it may take as
 *     long as it takes
 */
public record RunWindow(
        @Nullable Duration startBy, @Nullable Duration finishBy) {

    /** Any time will do. */
    public static final RunWindow OPEN = new RunWindow(null, null);
}
