package io.lc2.backup.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several rounds by name. */
final class Rounds {

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    void add(String name, double figure, boolean counted) {
        if (counted) {
            figures.computeIfAbsent(name, n -> new ArrayList<>()).add(figure);
        }
    }

    /** As {@link #add}, and says so: for rounds that take long. */
    void tell(String name, double figure, String unit, boolean counted) {
        Terminal.say("  %-34s %,12.2f %s%s".formatted(name, figure, unit, counted ? "" : " (not counted)"));
        add(name, figure, counted);
    }

    double median(String name) {
        return quantile(name, 0.5);
    }

    /** The smallest figure that this part of all does not exceed; not a number when there is none. */
    double quantile(String name, double part) {
        List<Double> sorted = new ArrayList<>(figures.getOrDefault(name, List.of()));
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        sorted.sort(null);
        return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
    }

    /** How many figures there are of this name. */
    int count(String name) {
        return figures.getOrDefault(name, List.of()).size();
    }
}
