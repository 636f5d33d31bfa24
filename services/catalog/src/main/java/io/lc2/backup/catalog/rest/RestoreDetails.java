package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.catalog.rest.Outcome.CheckView;
import io.lc2.backup.catalog.rest.Outcome.ComponentView;
import io.lc2.backup.catalog.rest.Outcome.EndpointView;
import io.lc2.backup.catalog.rest.Outcome.LeftoversView;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.DrillFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a restore. Part of the contract: add, never rename. */
record RestoreDetails(
        @JsonUnwrapped RestoreSummary summary,
        long version,
        @Nullable Long rtoMs,
        @Nullable Long rpoMs,
        List<EndpointView> endpoints,
        List<CheckView> checks,
        List<String> nextSteps,
        List<StepView> steps,
        List<ComponentView> componentOutcomes,
        @Nullable LeftoversView leftovers)
        implements EntryDetails {

    static RestoreDetails of(CatalogEntry entry, QueuePositions queue) {
        Outcome outcome = Outcome.of(entry);
        DrillFacts drill = DrillFacts.of(entry);
        return new RestoreDetails(
                RestoreSummary.of(entry, queue),
                BackupDetails.version(entry),
                drill == null ? null : DrillView.rtoMs(drill.result()),
                drill == null ? null : DrillView.rpoMs(drill.result()),
                outcome.endpoints(),
                outcome.checks(),
                outcome.nextSteps(),
                outcome.steps(),
                outcome.componentOutcomes(),
                outcome.leftovers());
    }
}
