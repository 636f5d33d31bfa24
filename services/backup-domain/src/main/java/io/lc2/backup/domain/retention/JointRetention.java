package io.lc2.backup.domain.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rules of an environment that several policies govern: they protect each other's backups, so what any keeps stays. */
public final class JointRetention {

    private JointRetention() {}

    /**
     * A verdict on every point, newest first: the reasons of all policies that keep it, or of all when none does.
     *
     * @param policies at least one, without violations
     * @param points as for {@link RetentionDecider#decide}
     * @param now as for {@link RetentionDecider#decide}
     */
    public static List<Verdict> decide(
            Collection<RetentionPolicy> policies, Collection<RetentionPoint> points, Instant now) {
        List<List<Verdict>> each = policies.stream()
                .map(policy -> RetentionDecider.decide(policy, points, now))
                .toList();
        List<Verdict> verdicts = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            int point = i;
            verdicts.add(joint(each.stream().map(all -> all.get(point)).toList()));
        }
        return List.copyOf(verdicts);
    }

    private static Verdict joint(List<Verdict> onOnePoint) {
        Verdict first = onOnePoint.getFirst();
        boolean kept = onOnePoint.stream().anyMatch(Verdict::keep);
        return new Verdict(
                first.id(),
                first.at(),
                onOnePoint.stream()
                        .filter(verdict -> verdict.keep() == kept)
                        .flatMap(verdict -> verdict.reasons().stream())
                        .distinct()
                        .toList());
    }
}
