package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who needs whom. Walks are loops, not recursion: a chain of incrementals may be thousands long. */
final class Chains {

    private final Map<OperationId, RetentionPoint> points = new LinkedHashMap<>();
    private final Map<OperationId, List<OperationId>> dependents = new HashMap<>();

    /** For every point that cannot be restored, what it misses: a point that is gone or not verified, maybe itself. */
    private final Map<OperationId, OperationId> missing = new HashMap<>();

    /** Points in an order that decides which of two missing ones is named. */
    Chains(Collection<RetentionPoint> ordered) {
        for (RetentionPoint point : ordered) {
            if (points.put(point.id(), point) != null) {
                throw new IllegalArgumentException("recovery point " + point.id() + " is there twice");
            }
            point.needs()
                    .forEach(need -> dependents
                            .computeIfAbsent(need, id -> new ArrayList<>())
                            .add(point.id()));
        }
        points.values().stream().filter(point -> !point.verified()).forEach(point -> spread(point.id()));
        dependents.keySet().stream()
                .filter(need -> !points.containsKey(need))
                .sorted()
                .forEach(this::spread);
    }

    /** Whether the point and all it needs are there and verified. */
    boolean restorable(RetentionPoint point) {
        return !missing.containsKey(point.id());
    }

    /** What a point cannot be restored without and does not have; null when it is restorable. */
    @Nullable OperationId missing(RetentionPoint point) {
        return missing.get(point.id());
    }

    /** The point and everything it needs that is there, the point first. */
    Set<OperationId> chain(RetentionPoint point) {
        Set<OperationId> chain = new HashSet<>();
        Deque<RetentionPoint> open = new ArrayDeque<>(List.of(point));
        while (!open.isEmpty()) {
            RetentionPoint next = open.pop();
            if (chain.add(next.id())) {
                needs(next).forEach(open::push);
            }
        }
        return chain;
    }

    /** The points this one needs directly and that are there. */
    List<RetentionPoint> needs(RetentionPoint point) {
        List<RetentionPoint> needs = new ArrayList<>();
        for (OperationId need : point.needs()) {
            RetentionPoint there = points.get(need);
            if (there != null) {
                needs.add(there);
            }
        }
        return needs;
    }

    private void spread(OperationId cause) {
        Deque<OperationId> open = new ArrayDeque<>(List.of(cause));
        while (!open.isEmpty()) {
            OperationId next = open.pop();
            if (missing.putIfAbsent(next, cause) == null) {
                dependents.getOrDefault(next, List.of()).forEach(open::push);
            }
        }
    }
}
