package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.PolicyEntry.Retained;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A policy in a list. Part of the contract: add, never rename. */
record PolicySummary(
        String policyId,
        String projectId,
        String environment,
        String application,
        String status,
        String cron,
        String zone,
        @Nullable NextRun nextRun,
        @Nullable LastRunView lastRun,
        @Nullable LeftOutView lastMissed,
        @Nullable LeftOutView lastSkipped,
        @Nullable Retained lastRetention,
        @Nullable Instant definedAt,
        @Nullable String definedBy) {

    /** Whether a policy asks for backups. */
    enum Status {
        ACTIVE,
        PAUSED
    }

    /**
     * A run to come.
     *
     * @param due due time, as the clock in the zone of the policy shows it
     * @param dueUtc the same in UTC
     * @param start when it starts, jitter included
     * @param finishBy when it is cancelled unless it has ended; null: never
     */
    record NextRun(
            String due,
            Instant dueUtc,
            Instant start,
            @Nullable Instant finishBy) {}

    /**
     * A run that was asked for.
     *
     * @param status of its backup; null when the catalog does not know it yet
     */
    record LastRunView(
            Instant due,
            Instant firedAt,
            String backupId,
            @Nullable String status) {}

    /** Successive due times that did not run, and why: code and text. */
    record LeftOutView(Instant first, Instant last, int count, String reason, String text) {}
}
