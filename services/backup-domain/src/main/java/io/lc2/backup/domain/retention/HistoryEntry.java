package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;

/** What became known of a recovery point, and when. */
public sealed interface HistoryEntry {

    /** Event time of the change. */
    Instant time();

    /** The point concerned. */
    OperationId id();

    /** From this time on the point is like this: completed, verified, put under hold, released. */
    record Seen(Instant time, RetentionPoint point) implements HistoryEntry {
        @Override
        public OperationId id() {
            return point.id();
        }
    }

    /**
     * Somebody removed the point. What retention itself removed is left out of a history that is replayed against
     * another policy, or nothing would be left to decide.
     */
    record Gone(Instant time, OperationId id) implements HistoryEntry {}
}
