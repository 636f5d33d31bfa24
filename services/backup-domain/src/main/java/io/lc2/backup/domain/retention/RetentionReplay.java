package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have done with a history: every removal in the order it would have happened, and the verdicts on
 * what would be left.
 *
 * @param removals first one first
 * @param left verdicts at the end of the span, newest point first
 */
public record RetentionReplay(List<Removal> removals, List<Verdict> left) {

    public RetentionReplay {
        removals = List.copyOf(removals);
        left = List.copyOf(left);
    }

    /**
     * When retention runs.
     *
     * @param from first run
     * @param to no run after it; the last one is at this instant in any case
     * @param every time between two runs
     */
    public record Span(Instant from, Instant to, Duration every) {

        /** A run a day for over twenty-five years, or an hour for more than one. */
        private static final long MOST_RUNS = 10_000;

        public Span {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("the span ends before it begins");
            }
            if (every.compareTo(Duration.ofSeconds(1)) < 0
                    || Duration.between(from, to).dividedBy(every) >= MOST_RUNS) {
                throw new IllegalArgumentException(
                        "the span has more than " + MOST_RUNS + " runs; let more time pass between two");
            }
        }

        List<Instant> runs() {
            List<Instant> runs = new ArrayList<>();
            for (Instant run = from; run.isBefore(to); run = run.plus(every)) {
                runs.add(run);
            }
            runs.add(to);
            return runs;
        }
    }

    /**
     * One point that would have been removed.
     *
     * @param when at which run
     * @param verdict why
     */
    public record Removal(Instant when, Verdict verdict) {}

    /**
     * One point that two policies remove at different times.
     *
     * @param id the point
     * @param before when the first policy removes it; null when it does not
     * @param after when the second policy removes it; null when it does not
     */
    public record Fate(
            OperationId id,
            @Nullable Instant before,
            @Nullable Instant after) {}

    /**
     * Replays a history as if this policy had governed it. What the policy removed stays removed, even when the history
     * still knows it later.
     *
     * @param policy a policy without violations
     * @param history entries of one environment; those of one instant in the order of the log
     * @param span when retention runs
     */
    public static RetentionReplay of(RetentionPolicy policy, Collection<HistoryEntry> history, Span span) {
        return of(List.of(policy), history, span);
    }

    /**
     * Replays a history as if these policies had governed it together: what any of them keeps stays.
     *
     * @param policies at least one, without violations
     * @param history as for one policy
     * @param span when retention runs
     */
    public static RetentionReplay of(
            Collection<RetentionPolicy> policies, Collection<HistoryEntry> history, Span span) {
        List<HistoryEntry> entries = history.stream()
                .sorted(Comparator.comparing(HistoryEntry::time))
                .toList();
        Map<OperationId, RetentionPoint> there = new HashMap<>();
        Set<OperationId> removed = new HashSet<>();
        List<Removal> removals = new ArrayList<>();
        List<Verdict> left = List.of();
        int next = 0;
        for (Instant run : span.runs()) {
            while (next < entries.size() && !entries.get(next).time().isAfter(run)) {
                apply(entries.get(next), there);
                next++;
            }
            there.keySet().removeAll(removed);
            List<Verdict> verdicts = JointRetention.decide(policies, there.values(), run);
            for (Verdict verdict : ExpiryOrder.of(there.values(), verdicts)) {
                removals.add(new Removal(run, verdict));
                removed.add(verdict.id());
            }
            left = verdicts.stream().filter(Verdict::keep).toList();
        }
        return new RetentionReplay(removals, left);
    }

    /**
     * The points this policy and another one, over the same history and span, remove at different times.
     *
     * @param other what the other policy would have done
     * @return by id
     */
    public List<Fate> compare(RetentionReplay other) {
        Map<OperationId, Instant> before = times();
        Map<OperationId, Instant> after = other.times();
        Set<OperationId> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .map(id -> new Fate(id, before.get(id), after.get(id)))
                .filter(fate -> fate.before() == null || !fate.before().equals(fate.after()))
                .toList();
    }

    private static void apply(HistoryEntry entry, Map<OperationId, RetentionPoint> there) {
        switch (entry) {
            case HistoryEntry.Seen seen -> there.put(seen.id(), seen.point());
            case HistoryEntry.Gone gone -> there.remove(gone.id());
        }
    }

    private Map<OperationId, Instant> times() {
        Map<OperationId, Instant> times = new LinkedHashMap<>();
        removals.forEach(removal -> times.put(removal.verdict().id(), removal.when()));
        return times;
    }
}
