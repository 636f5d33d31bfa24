package io.lc2.backup.benchmarks;

import io.lc2.backup.benchmarks.Line.Sense;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a benchmark found: each figure of ours beside its peer's or its limit, and the ratio. */
final class Report {

    private final List<Line> lines = new ArrayList<>();

    /** Ours may be at most this many times the peer's. */
    void atMost(double bound, String what, double ours, double theirs, String peer, String unit) {
        lines.add(new Line(what, ours, theirs, peer, unit, Sense.AT_MOST, bound));
    }

    /** Ours must be at least this many times the peer's. */
    void atLeast(double bound, String what, double ours, double theirs, String peer, String unit) {
        lines.add(new Line(what, ours, theirs, peer, unit, Sense.AT_LEAST, bound));
    }

    /** Ours may be at most the limit. */
    void within(double limit, String what, double ours, String unit) {
        lines.add(new Line(what, ours, limit, "limit", unit, Sense.AT_MOST, 1));
    }

    /** Ours beside the peer's; no bound is set. */
    void beside(String what, double ours, double theirs, String peer, String unit) {
        lines.add(new Line(what, ours, theirs, peer, unit, Sense.ANY, 0));
    }

    void add(Line line) {
        lines.add(line);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Whether there are figures and all are within their bounds. */
    boolean reached() {
        return !lines.isEmpty() && lines.stream().allMatch(Line::reached);
    }

    void print(PrintStream out) {
        out.println(Line.header());
        lines.forEach(line -> out.println(line.text()));
    }
}
