package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The points seen by somebody who needs certain components back: only those that hold them all. Rules rank within every
 * such view, so that an hourly backup of the database alone never pushes out the daily one with the library, while
 * after a component was added to the requests the old points without it still age out.
 */
final class Views {

    private Views() {}

    /**
     * Every view that differs from the others and is not empty; of two views of a point the narrower one first, where
     * its rank is the best.
     *
     * @param points in the order they are to have in each view
     */
    static List<List<RetentionPoint>> of(List<RetentionPoint> points) {
        Set<Set<Component>> held = new LinkedHashSet<>();
        points.forEach(point -> held.add(point.components()));
        // Every combination and not only those a point has: when the last point of a combination is gone, what was
        // kept for it must not lose its reason.
        Set<Set<Set<Component>>> views = new LinkedHashSet<>();
        for (Set<Component> wanted : combinations(held)) {
            views.add(held.stream()
                    .filter(components -> components.containsAll(wanted))
                    .collect(Collectors.toSet()));
        }
        return views.stream()
                .filter(view -> !view.isEmpty())
                .sorted(Comparator.comparingInt(Set::size))
                .map(view -> points.stream()
                        .filter(point -> view.contains(point.components()))
                        .toList())
                .toList();
    }

    /** Whether one point holds at least what another one does. */
    static boolean covers(RetentionPoint one, RetentionPoint other) {
        return one.components().containsAll(other.components());
    }

    private static List<Set<Component>> combinations(Set<Set<Component>> held) {
        List<Set<Component>> combinations = new ArrayList<>();
        combinations.add(EnumSet.noneOf(Component.class));
        Set<Component> all = EnumSet.noneOf(Component.class);
        held.forEach(all::addAll);
        for (Component component : all) {
            for (Set<Component> smaller : List.copyOf(combinations)) {
                Set<Component> larger = EnumSet.copyOf(smaller);
                larger.add(component);
                combinations.add(larger);
            }
        }
        return combinations;
    }
}
