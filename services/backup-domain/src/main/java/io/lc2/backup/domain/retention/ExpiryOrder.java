package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which expired points are removed: the newest dependent first, a base only after all that needs it, so
 * that whoever is stopped half-way leaves nothing that cannot be restored.
 */
public final class ExpiryOrder {

    private ExpiryOrder() {}

    /**
     * The verdicts that let a point go, first to remove first.
     *
     * @param points the points the verdicts are on
     * @param verdicts what {@link RetentionDecider} said of them
     */
    public static List<Verdict> of(Collection<RetentionPoint> points, List<Verdict> verdicts) {
        Map<OperationId, Verdict> expired = verdicts.stream()
                .filter(verdict -> !verdict.keep())
                .collect(Collectors.toMap(Verdict::id, Function.identity()));
        List<RetentionPoint> oldestFirst = points.stream()
                .filter(point -> expired.containsKey(point.id()))
                .sorted(RetentionPoint.NEWEST_FIRST.reversed())
                .toList();
        return order(oldestFirst).stream()
                .flatMap(id -> Stream.ofNullable(expired.get(id)))
                .toList();
    }

    /**
     * Depth first: a point is placed in front of all it needs. With right clocks that is the order of time; even in a
     * circle, which nobody makes on purpose, what the circle needs goes after it.
     */
    private static Deque<OperationId> order(List<RetentionPoint> oldestFirst) {
        Chains chains = new Chains(oldestFirst);
        Deque<OperationId> order = new ArrayDeque<>();
        Set<OperationId> seen = new HashSet<>();
        Deque<Walk> walk = new ArrayDeque<>();
        for (RetentionPoint start : oldestFirst) {
            enter(start, chains, seen, walk);
            while (!walk.isEmpty()) {
                Walk top = walk.peek();
                if (top.needs().hasNext()) {
                    enter(top.needs().next(), chains, seen, walk);
                } else {
                    order.addFirst(walk.pop().id());
                }
            }
        }
        return order;
    }

    private static void enter(RetentionPoint point, Chains chains, Set<OperationId> seen, Deque<Walk> walk) {
        if (seen.add(point.id())) {
            walk.push(new Walk(point.id(), chains.needs(point).iterator()));
        }
    }

    /** A point being walked and what it needs that is yet to be looked at. */
    private record Walk(OperationId id, Iterator<RetentionPoint> needs) {}
}
