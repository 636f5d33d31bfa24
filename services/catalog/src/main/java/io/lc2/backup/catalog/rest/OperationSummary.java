package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.Completion;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.catalog.Words;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What restores, verifications and deletions have in common. */
record OperationSummary(
        String projectId,
        @Nullable String backupId,
        @Nullable String application,
        String provider,
        String status,
        int progressPercent,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        String initiator,
        @Nullable Integer queuePosition,
        @Nullable WaitingView waitingFor,
        @Nullable FailureView failure) {

    static OperationSummary of(CatalogEntry entry, QueuePositions queue) {
        EntrySummary summary = EntrySummary.of(entry);
        return new OperationSummary(
                entry.project().value(),
                summary.backupId() == null ? null : summary.backupId().value(),
                summary.application() == null ? null : Words.kebab(summary.application()),
                Words.kebab(summary.provider()),
                summary.status().wireName(),
                Completion.percent(entry),
                summary.requestedAt(),
                summary.startedAt(),
                summary.endedAt(),
                summary.duration().map(Duration::toMillis).orElse(null),
                summary.initiator().id(),
                queue.of(entry),
                WaitingView.of(entry),
                FailureView.of(summary.failure()));
    }
}
