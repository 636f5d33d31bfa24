package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lc2.backup.catalog.rest.PolicySummary.NextRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a policy. Part of the contract: add, never rename.
 *
 * @param nextRuns empty while it is paused
 * @param unfinishedRuns oldest first
 * @param warnings what may not be meant
 * @param version how many events it has had
 * @param document the policy as it can be sent again
 */
record PolicyDetails(
        @JsonUnwrapped PolicySummary summary,
        List<NextRun> nextRuns,
        List<UnfinishedRunView> unfinishedRuns,
        List<Problem.FieldError> warnings,
        long version,
        PolicyDocument document) {

    /** A run that has not ended. */
    record UnfinishedRunView(
            String backupId,
            Instant due,
            @Nullable Instant finishBy,
            @Nullable String status) {}
}
