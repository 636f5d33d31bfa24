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
 * @param nextDrills empty while it is paused, and when it has none
 * @param unfinishedDrill restoreId of the drill that was asked for and has not ended; null: none
 * @param lastDrill the last of its drills that has passed or failed; null: none yet
 * @param warnings what may not be meant
 * @param version how many events it has had
 * @param fingerprint the one with which the command API has answered for this document
 * @param document the policy as it can be sent again
 */
record PolicyDetails(
        @JsonUnwrapped PolicySummary summary,
        List<NextRun> nextRuns,
        List<UnfinishedRunView> unfinishedRuns,
        List<NextRun> nextDrills,
        @Nullable String unfinishedDrill,
        @Nullable DrillView lastDrill,
        List<Problem.FieldError> warnings,
        long version,
        String fingerprint,
        PolicyDocument document) {

    /** A run that has not ended. */
    record UnfinishedRunView(
            String backupId,
            Instant due,
            @Nullable Instant finishBy,
            @Nullable String status) {}
}
