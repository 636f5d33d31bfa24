package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.BackupFacts;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup in a list. Part of the contract: add, never rename. */
record BackupSummary(
        String backupId,
        String projectId,
        @Nullable String environment,
        @Nullable String application,
        String provider,
        String status,
        String verification,
        String lifecycle,
        boolean held,
        List<String> components,
        long bytes,
        long objects,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        String initiator,
        @Nullable Retention retention,
        @Nullable Integer queuePosition,
        @Nullable WaitingView waitingFor,
        String notes,
        @Nullable FailureView failure) {

    static BackupSummary of(CatalogEntry entry, QueuePositions queue) {
        EntrySummary summary = EntrySummary.of(entry);
        BackupFacts facts = BackupFacts.of(entry);
        return new BackupSummary(
                entry.operationId().value(),
                entry.project().value(),
                summary.environment(),
                summary.application() == null ? null : Words.kebab(summary.application()),
                Words.kebab(summary.provider()),
                summary.status().wireName(),
                Words.camel(facts.verification()),
                Words.camel(facts.lifecycle()),
                facts.held(),
                facts.components().stream().map(Words::kebab).toList(),
                facts.bytes(),
                facts.objects(),
                summary.requestedAt(),
                summary.startedAt(),
                summary.endedAt(),
                summary.duration().map(Duration::toMillis).orElse(null),
                summary.initiator().id(),
                facts.retention(),
                queue.of(entry),
                WaitingView.of(entry),
                facts.notes(),
                FailureView.of(summary.failure()));
    }
}
