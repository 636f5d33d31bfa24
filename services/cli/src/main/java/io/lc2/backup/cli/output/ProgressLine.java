package io.lc2.backup.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.process.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an operation is, on one line: a bar that is written over on a terminal, elsewhere a new line for each change of status and
 * each tenth. Done and total are the service's (R-9); without a total there is no bar.
 */
public final class ProgressLine {

    private static final int BAR = 20;
    private static final int TENTH = 10;
    private static final String CLEAR_TO_END = "\033[K";

    private final Surroundings surroundings;
    private final Instant start;
    private String shown = "";

    /** Begins now. */
    public ProgressLine(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.start = surroundings.clock().instant();
    }

    /** Shows a state as the catalog's details tell it. */
    public void show(JsonNode details) {
        List<JsonNode> running = running(details);
        String status = Table.harmless(
                details.path("status").asText(details.path("state").asText()));
        if (surroundings.terminal().interactive()) {
            String line = "%s  %s%s".formatted(status, steps(running, true), Units.duration(elapsed()));
            surroundings.err().print("\r" + cut(line) + CLEAR_TO_END);
        } else {
            String key = status + running.stream().map(ProgressLine::tenth).toList();
            if (key.equals(shown) || (status.isEmpty() && running.isEmpty())) {
                return;
            }
            shown = key;
            surroundings
                    .err()
                    .println("%s  %s".formatted(status, steps(running, false)).stripTrailing());
        }
        surroundings.err().flush();
    }

    /** Ends the line, so that what follows begins a new one. */
    public void end() {
        if (surroundings.terminal().interactive()) {
            surroundings.err().print("\r" + CLEAR_TO_END);
            surroundings.err().flush();
        }
    }

    private Duration elapsed() {
        Duration elapsed = Duration.between(start, surroundings.clock().instant());
        return Duration.ofSeconds(elapsed.toSeconds());
    }

    private static List<JsonNode> running(JsonNode details) {
        List<JsonNode> running = new ArrayList<>();
        details.path("steps").forEach(step -> {
            if (step.path("state").asText().equals("Running")) {
                running.add(step);
            }
        });
        return running;
    }

    private static String steps(List<JsonNode> running, boolean bar) {
        StringBuilder text = new StringBuilder();
        running.forEach(step -> text.append(step(step, bar)).append("  "));
        return text.toString();
    }

    private static String step(JsonNode step, boolean bar) {
        JsonNode progress = step.path("progress");
        String name = Table.harmless(step.path("step").asText());
        int percent = percent(progress);
        StringBuilder text = new StringBuilder(name);
        if (percent >= 0) {
            int filled = percent * BAR / 100;
            text.append(bar ? " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]" : "")
                    .append(" ")
                    .append(percent)
                    .append("%");
        }
        amounts(progress)
                .forEach(amount ->
                        text.append(text.length() == name.length() ? " " : ", ").append(amount));
        return text.toString();
    }

    private static List<String> amounts(JsonNode progress) {
        List<String> amounts = new ArrayList<>();
        long bytes = progress.path("bytesDone").asLong();
        long bytesTotal = progress.path("bytesTotal").asLong(-1);
        long objects = progress.path("objectsDone").asLong();
        long objectsTotal = progress.path("objectsTotal").asLong(-1);
        if (bytesTotal > 0) {
            amounts.add(Units.bytes(bytes) + " of " + Units.bytes(bytesTotal));
        } else if (bytes > 0) {
            amounts.add(Units.bytes(bytes));
        }
        if (objectsTotal > 0) {
            amounts.add(Units.count(objects) + " of " + Units.count(objectsTotal));
        }
        return amounts;
    }

    /** By bytes where their total is known, else by objects; -1 when neither is. */
    private static int percent(JsonNode progress) {
        long bytesTotal = progress.path("bytesTotal").asLong(-1);
        long objectsTotal = progress.path("objectsTotal").asLong(-1);
        if (bytesTotal > 0) {
            return ratio(progress.path("bytesDone").asLong(), bytesTotal);
        }
        return objectsTotal > 0 ? ratio(progress.path("objectsDone").asLong(), objectsTotal) : -1;
    }

    private static int ratio(long done, long total) {
        return (int) Math.min(100, (long) (100.0 * done / total));
    }

    private static String tenth(JsonNode step) {
        return step.path("step").asText() + percent(step.path("progress")) / TENTH;
    }

    private String cut(String line) {
        int width = surroundings.terminal().width();
        return line.length() < width ? line : line.substring(0, Math.max(1, width - 1));
    }
}
