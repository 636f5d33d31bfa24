package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a drill beyond {@link EntrySummary}.
 *
 * @param environment whose backup it proves
 * @param result what it has measured; null unless it has passed
 */
public record DrillFacts(String environment, @Nullable DrillResult result) {

    /** The facts of a drill; null when the entry is something else, or nothing was accepted. */
    public static @Nullable DrillFacts of(CatalogEntry entry) {
        if (entry instanceof Known known
                && known.state().operation().subject() instanceof Subject.Restore restore
                && restore.drill()) {
            return new DrillFacts(known.state().operation().first().environment(), result(known.state()));
        }
        return null;
    }

    private static @Nullable DrillResult result(OperationState state) {
        return state instanceof OperationState.Completed completed && completed.end() instanceof RestoreCompleted end
                ? end.drill()
                : null;
    }
}
