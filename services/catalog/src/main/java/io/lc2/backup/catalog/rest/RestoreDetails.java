package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.catalog.rest.Outcome.CheckView;
import io.lc2.backup.catalog.rest.Outcome.ComponentView;
import io.lc2.backup.catalog.rest.Outcome.EndpointView;
import io.lc2.backup.catalog.rest.Outcome.LeftoversView;
import io.lc2.backup.domain.catalog.CatalogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a restore. Part of the contract: add, never rename. */
record RestoreDetails(
        @JsonUnwrapped RestoreSummary summary,
        long version,
        List<EndpointView> endpoints,
        List<CheckView> checks,
        List<String> nextSteps,
        List<StepView> steps,
        List<ComponentView> componentOutcomes,
        @Nullable LeftoversView leftovers)
        implements EntryDetails {

    static RestoreDetails of(CatalogEntry entry, QueuePositions queue) {
        Outcome outcome = Outcome.of(entry);
        return new RestoreDetails(
                RestoreSummary.of(entry, queue),
                BackupDetails.version(entry),
                outcome.endpoints(),
                outcome.checks(),
                outcome.nextSteps(),
                outcome.steps(),
                outcome.componentOutcomes(),
                outcome.leftovers());
    }
}
