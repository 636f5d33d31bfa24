package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.rest.Outcome.CheckView;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.DrillFacts;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.operation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last result of the drills of an environment. Part of the contract: add, never rename.
 *
 * @param restoreId the drill, which is a restore
 * @param passed whether the backup was restored, checked, and removed again
 * @param rtoMs from the start of the drill until what was restored had passed its checks; null unless it has passed
 * @param rpoMs how old the data of the backup was when the drill was accepted; null unless it has passed
 * @param checksPassed checks that passed; when one does not, {@code failure} names it
 */
record DrillView(
        String environment,
        String backupId,
        String restoreId,
        String projectId,
        String status,
        boolean passed,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long rtoMs,
        @Nullable Long rpoMs,
        int checksPassed,
        List<CheckView> checks,
        @Nullable FailureView failure,
        String initiator) {

    /** The result of a drill that was accepted. */
    static DrillView of(CatalogEntry entry) {
        DrillFacts drill = Objects.requireNonNull(DrillFacts.of(entry));
        EntrySummary summary = EntrySummary.of(entry);
        List<CheckView> checks = Outcome.of(entry).checks();
        return new DrillView(
                drill.environment(),
                Objects.requireNonNull(summary.backupId()).value(),
                entry.operationId().value(),
                entry.project().value(),
                summary.status().wireName(),
                summary.status() == Status.COMPLETED,
                summary.requestedAt(),
                summary.startedAt(),
                summary.endedAt(),
                rtoMs(drill.result()),
                rpoMs(drill.result()),
                (int) checks.stream().filter(CheckView::passed).count(),
                checks,
                FailureView.of(summary.failure()),
                summary.initiator().id());
    }

    static @Nullable Long rtoMs(@Nullable DrillResult result) {
        return result == null ? null : result.rto().toMillis();
    }

    static @Nullable Long rpoMs(@Nullable DrillResult result) {
        Duration rpo = result == null ? null : result.rpo();
        return rpo == null ? null : rpo.toMillis();
    }
}
