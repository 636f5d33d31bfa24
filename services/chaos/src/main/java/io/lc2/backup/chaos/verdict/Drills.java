package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A drill that completed has read everything back, has torn down what it restored, and says what it has measured. */
public final class Drills {

    private static final Set<StepKind> PROOF =
            Set.of(StepKind.VALIDATE_RESTORE, StepKind.VERIFY_BACKUP, StepKind.CLEAN_UP);

    private Drills() {}

    /** Looks at every restore that completed; whether anything of a drill is left is a question of {@link Leftovers}. */
    public static List<Finding> check(List<Seen> events) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> drilled = new HashMap<>();
        Map<String, Set<StepKind>> done = new HashMap<>();
        for (Seen seen : events) {
            String id = EventLog.subject(seen.event());
            if (seen.event() instanceof RestoreRequested asked
                    && asked.request().drill()) {
                drilled.put(id, asked.request().backupId().value());
            } else if (seen.event() instanceof StepSucceeded step) {
                done.computeIfAbsent(id, key -> new HashSet<>()).add(step.step());
            } else if (seen.event() instanceof RestoreCompleted end) {
                if (!says(end, drilled.get(id), done.getOrDefault(id, Set.of()))) {
                    findings.add(new Finding(Kind.DIFFERENT, "what " + id + " proves: " + done.get(id) + ", " + end));
                }
            }
        }
        return findings;
    }

    /** Whether the end of a restore fits what was asked for: a drill of this backup, or no drill when that is null. */
    private static boolean says(RestoreCompleted end, @Nullable String drilled, Set<StepKind> done) {
        DrillResult result = end.drill();
        if (drilled == null || result == null) {
            return drilled == null && result == null;
        }
        return done.containsAll(PROOF)
                && end.endpoints().isEmpty()
                && result.backupId().value().equals(drilled);
    }

    /** How many have completed. */
    public static int completed(List<Seen> events) {
        return (int) events.stream()
                .filter(seen -> seen.event() instanceof RestoreCompleted end && end.drill() != null)
                .count();
    }

    /** Backups that a drill has proven. */
    public static Set<String> proven(List<Seen> events) {
        Set<String> proven = new HashSet<>();
        for (Seen seen : events) {
            if (seen.event() instanceof RestoreCompleted end && end.drill() != null) {
                proven.add(end.drill().backupId().value());
            }
        }
        return proven;
    }
}
