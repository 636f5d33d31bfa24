package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.operation.Status;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Places in the queue of a project; the queue is asked for once, and only when something waits. */
final class QueuePositions {

    private final List<String> queue;

    private QueuePositions(List<String> queue) {
        this.queue = queue;
    }

    /**
     * The places of these entries, which are all of one project.
     *
     * @param queues gives the ids of the operations of a project that wait, the next one first
     */
    static QueuePositions of(Collection<CatalogEntry> entries, Function<String, List<String>> queues) {
        return new QueuePositions(entries.stream()
                .filter(QueuePositions::queued)
                .findFirst()
                .map(entry -> queues.apply(entry.project().value()))
                .orElse(List.of()));
    }

    /** The place, 1 for the next; null when it does not wait, or left the queue meanwhile. */
    @Nullable Integer of(CatalogEntry entry) {
        int index = queued(entry) ? queue.indexOf(entry.operationId().value()) : -1;
        return index < 0 ? null : index + 1;
    }

    private static boolean queued(CatalogEntry entry) {
        return EntrySummary.of(entry).status() == Status.QUEUED;
    }
}
