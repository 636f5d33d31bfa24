package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.catalog.rest.Outcome.CheckView;
import io.lc2.backup.catalog.rest.Outcome.ComponentView;
import io.lc2.backup.catalog.rest.Outcome.EndpointView;
import io.lc2.backup.catalog.rest.Outcome.LeftoversView;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a verification or deletion, in the shape of a restore. Part of the contract: add, never rename. */
record OperationDetails(
        String operationId,
        String kind,
        @JsonUnwrapped OperationSummary operation,
        long version,
        List<EndpointView> endpoints,
        List<CheckView> checks,
        List<String> nextSteps,
        List<StepView> steps,
        List<ComponentView> componentOutcomes,
        @Nullable LeftoversView leftovers)
        implements EntryDetails {

    static OperationDetails of(CatalogEntry entry, QueuePositions queue) {
        Outcome outcome = Outcome.of(entry);
        return new OperationDetails(
                entry.operationId().value(),
                Words.kebab(entry.kind()),
                OperationSummary.of(entry, queue),
                BackupDetails.version(entry),
                outcome.endpoints(),
                outcome.checks(),
                outcome.nextSteps(),
                outcome.steps(),
                outcome.componentOutcomes(),
                outcome.leftovers());
    }
}
