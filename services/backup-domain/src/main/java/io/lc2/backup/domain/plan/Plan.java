package io.lc2.backup.domain.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of one operation in an order in which each comes after what it needs, with the rules of the application
 * profile resolved. It is stored in the first event, so a later change of a profile does not change a running operation.
 *
 * @param steps at least one; each kind once; each after those it needs
 * @param excludedPatterns globs of object keys that are left out, from request and profile
 * @param excludedTables tables whose rows are left out, from request and profile
 * @param schemaMarkers tables that must be in the dump, compared without case
 * @param nextSteps hints for people after a restore
 */
public record Plan(
        List<PlannedStep> steps,
        List<String> excludedPatterns,
        List<String> excludedTables,
        List<String> schemaMarkers,
        List<String> nextSteps) {

    public Plan {
        steps = List.copyOf(steps);
        excludedPatterns = List.copyOf(excludedPatterns);
        excludedTables = List.copyOf(excludedTables);
        schemaMarkers = List.copyOf(schemaMarkers);
        nextSteps = List.copyOf(nextSteps);
        requireOrder(steps);
    }

    /**
     * A plan without anything from a profile.
     *
     * @param steps as {@link #steps}
     */
    public static Plan of(List<PlannedStep> steps) {
        return new Plan(steps, List.of(), List.of(), List.of(), List.of());
    }

    private static void requireOrder(List<PlannedStep> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan has at least one step");
        }
        Set<StepKind> seen = EnumSet.noneOf(StepKind.class);
        for (PlannedStep step : steps) {
            if (!seen.containsAll(step.after())) {
                throw new IllegalArgumentException(step.kind() + " comes before a step it needs");
            }
            if (!seen.add(step.kind())) {
                throw new IllegalArgumentException(step.kind() + " is planned twice");
            }
        }
    }
}
