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

    double median(String name) {
        List<Double> sorted = new ArrayList<>(figures.getOrDefault(name, List.of(0.0)));
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }

    void print(String unit) {
        figures.forEach((name, all) -> System.out.printf("%-16s %,10.0f %s%n", name, median(name), unit));
    }
}
