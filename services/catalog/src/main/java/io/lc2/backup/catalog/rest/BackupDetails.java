package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.catalog.rest.Outcome.ArtifactView;
import io.lc2.backup.catalog.rest.Outcome.CheckView;
import io.lc2.backup.catalog.rest.Outcome.ComponentView;
import io.lc2.backup.catalog.rest.Outcome.LeftoversView;
import io.lc2.backup.domain.catalog.BackupFacts;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a backup. Part of the contract: add, never rename. */
record BackupDetails(
        @JsonUnwrapped BackupSummary summary,
        @Nullable Instant dataTime,
        @Nullable Instant purgeAfter,
        @Nullable String manifestSha256,
        long version,
        List<StepView> steps,
        List<CheckView> checks,
        List<ArtifactView> artifacts,
        List<ComponentView> componentOutcomes,
        @Nullable LeftoversView leftovers)
        implements EntryDetails {

    static BackupDetails of(CatalogEntry entry, QueuePositions queue) {
        BackupFacts facts = BackupFacts.of(entry);
        Outcome outcome = Outcome.of(entry);
        return new BackupDetails(
                BackupSummary.of(entry, queue),
                facts.dataTime(),
                facts.purgeAfter(),
                facts.manifestSha256(),
                version(entry),
                outcome.steps(),
                outcome.checks(),
                outcome.artifacts(),
                outcome.componentOutcomes(),
                outcome.leftovers());
    }

    /** How many events of the operation are in it. */
    static long version(CatalogEntry entry) {
        return entry instanceof Known known ? known.state().operation().version() : 0;
    }
}
