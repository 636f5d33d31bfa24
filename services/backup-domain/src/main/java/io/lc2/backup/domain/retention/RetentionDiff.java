package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What another policy would mean for the same points at the same instant.
 *
 * @param differences the points whose verdict or reasons differ, newest first
 */
public record RetentionDiff(List<Difference> differences) {

    public RetentionDiff {
        differences = List.copyOf(differences);
    }

    /**
     * One point under two policies.
     *
     * @param before verdict of the first policy
     * @param after verdict of the second one
     */
    public record Difference(Verdict before, Verdict after) {

        /** The point both verdicts are on. */
        public OperationId id() {
            return before.id();
        }
    }

    /**
     * Compares two policies.
     *
     * @param before the policy there is
     * @param after the policy that is thought of
     * @param points as for {@link RetentionDecider#decide}
     * @param now as for {@link RetentionDecider#decide}
     */
    public static RetentionDiff between(
            RetentionPolicy before, RetentionPolicy after, Collection<RetentionPoint> points, Instant now) {
        List<Verdict> first = RetentionDecider.decide(before, points, now);
        List<Verdict> second = RetentionDecider.decide(after, points, now);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                differences.add(new Difference(first.get(i), second.get(i)));
            }
        }
        return new RetentionDiff(differences);
    }

    /** Points only the first policy keeps, newest first. */
    public List<OperationId> lost() {
        return changed(false);
    }

    /** Points only the second policy keeps, newest first. */
    public List<OperationId> gained() {
        return changed(true);
    }

    private List<OperationId> changed(boolean keptAfter) {
        return differences.stream()
                .filter(difference -> difference.before().keep() != keptAfter)
                .filter(difference -> difference.after().keep() == keptAfter)
                .map(Difference::id)
                .toList();
    }
}
