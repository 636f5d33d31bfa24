package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.terminal.Table;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each part of the demo took. */
final class Timings {

    /** Work that is timed. */
    interface Part<T> {
        T run() throws SQLException, InterruptedException;
    }

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /** Runs a part and remembers how long it took. */
    <T> T time(String part, Part<T> work) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        try {
            return work.run();
        } finally {
            seconds.merge(part, (System.nanoTime() - begin) / 1e9, Double::sum);
        }
    }

    double of(String part) {
        return seconds.getOrDefault(part, 0.0);
    }

    List<String> lines() {
        Table table = new Table("part", "seconds");
        seconds.forEach((part, taken) -> table.add(part, "%7.1f".formatted(taken)));
        table.add(
                "all",
                "%7.1f"
                        .formatted(seconds.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()));
        return table.lines();
    }
}
