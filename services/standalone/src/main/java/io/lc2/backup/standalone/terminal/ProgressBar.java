package io.lc2.backup.standalone.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The progress of an operation as the catalog tells it: bytes and objects of the steps under way. Where nothing can be
 * drawn, a line is written when the state or the steps under way change.
 */
public final class ProgressBar {

    private static final int WIDTH = 28;

    private final Terminal terminal;
    private String written = "";

    public ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows these details of a backup or restore. */
    public void show(JsonNode details) {
        List<JsonNode> running = new ArrayList<>();
        double done = 0;
        int steps = 0;
        for (JsonNode step : details.path("steps")) {
            steps++;
            switch (step.path("state").asString("").toLowerCase(Locale.ROOT)) {
                case "succeeded", "completed", "skipped" -> done++;
                case "running" -> {
                    done += fraction(step.path("progress"));
                    running.add(step);
                }
                default -> {
                    // Waits: nothing is done of it.
                }
            }
        }
        String status = details.path("status").asString("");
        terminal.draw("  %s %s%s".formatted(bar(steps == 0 ? 0 : done / steps), status, describe(running, true)));
        String line = status + describe(running, false);
        if (!terminal.interactive() && !line.equals(written)) {
            terminal.line("  " + line);
            written = line;
        }
    }

    private static String bar(double fraction) {
        int filled = (int) Math.floor(Math.clamp(fraction, 0, 1) * WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] %3d %%".formatted((int) (fraction * 100));
    }

    private static double fraction(JsonNode progress) {
        long total = progress.path("bytesTotal").asLong(0);
        return total <= 0 ? 0 : Math.clamp(progress.path("bytesDone").asLong(0) / (double) total, 0, 1);
    }

    private static String describe(List<JsonNode> running, boolean amounts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode step : running) {
            text.append(" · ").append(step.path("step").asString(""));
            if (amounts) {
                text.append(amounts(step.path("progress")));
            }
        }
        return text.toString();
    }

    private static String amounts(JsonNode progress) {
        long bytes = progress.path("bytesTotal").asLong(0);
        long objects = progress.path("objectsTotal").asLong(0);
        StringBuilder text = new StringBuilder();
        if (bytes > 0) {
            text.append(" %.1f/%.1f MB".formatted(progress.path("bytesDone").asLong(0) / 1e6, bytes / 1e6));
        }
        if (objects > 0) {
            text.append(" %,d/%,d".formatted(progress.path("objectsDone").asLong(0), objects));
        }
        return text.toString();
    }
}
