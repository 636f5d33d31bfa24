package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.catalog.projection.Comparison;
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
 * @param recovery what came from storage; null unless it was rebuilt from there
 */
public record RebuildStatus(
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long events,
        long rows,
        @Nullable Boolean identical,
        String message,
        @Nullable RecoveryReport recovery) {

    /** There was none. */
    static final RebuildStatus IDLE = new RebuildStatus("idle", null, null, 0, 0, null, "", null);

    static RebuildStatus running(Instant startedAt, String message) {
        return new RebuildStatus("running", startedAt, null, 0, 0, null, message, null);
    }

    RebuildStatus failed(Instant at, String why) {
        return new RebuildStatus("failed", startedAt, at, events, rows, identical, why, recovery);
    }

    static RebuildStatus restored(RebuildStatus running, Instant at, Comparison.Result result, RecoveryReport report) {
        String message = report.notRecovered() == 0
                ? "Everything that was archived is back."
                : "Back but for what is listed; the log of the catalog has all of it.";
        return new RebuildStatus(
                "completed", running.startedAt, at, result.events(), result.rows(), null, message, report);
    }
}
