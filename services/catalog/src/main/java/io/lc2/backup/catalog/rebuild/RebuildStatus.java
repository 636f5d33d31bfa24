package io.lc2.backup.catalog.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last rebuild went, or how far it is. Part of the contract: add, never rename.
 *
 * @param state {@code idle}, {@code running}, {@code completed} or {@code failed}
 * @param startedAt when it began; null when there was none since this process was started
 * @param endedAt when it ended; null before
 * @param events rows of the audit trail after it
 * @param rows rows of operations after it
 * @param identical whether the replay gave what was there; null as long as that is not known
 * @param message what it does, what it found or why it failed, and what to do next
 */
public record RebuildStatus(
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long events,
        long rows,
        @Nullable Boolean identical,
        String message) {

    /** There was none. */
    static final RebuildStatus IDLE = new RebuildStatus("idle", null, null, 0, 0, null, "");

    static RebuildStatus running(Instant startedAt, String message) {
        return new RebuildStatus("running", startedAt, null, 0, 0, null, message);
    }

    RebuildStatus failed(Instant at, String why) {
        return new RebuildStatus("failed", startedAt, at, events, rows, identical, why);
    }
}
