package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.operation.OperationState;
import org.jspecify.annotations.Nullable;

/**
 * What a queued operation waits for. Part of the contract: add, never rename.
 *
 * @param reason stable name
 * @param limit how many may be at work at once; 0 where nothing is counted
 * @param message the same for people
 */
record WaitingView(String reason, int limit, String message) {

    /** Null when it does not wait, or may start at once. */
    static @Nullable WaitingView of(CatalogEntry entry) {
        return entry instanceof CatalogEntry.Known known
                        && known.state() instanceof OperationState.Queued queued
                        && queued.waiting() != null
                ? of(queued.waiting())
                : null;
    }

    private static WaitingView of(Waiting waiting) {
        return new WaitingView(waiting.reason().name(), waiting.limit(), waiting.text());
    }
}
