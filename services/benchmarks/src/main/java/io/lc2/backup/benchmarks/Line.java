package io.lc2.backup.benchmarks;

import java.util.Locale;

/**
 * A figure of ours beside the one it is compared with.
 *
 * @param what what was measured
 * @param ours our figure
 * @param theirs that of the peer in the same run, or the limit
 * @param peer who or what that is
 * @param unit of both
 * @param sense what the ratio must be
 * @param bound how large
 */
record Line(String what, double ours, double theirs, String peer, String unit, Sense sense, double bound) {

    /** What a ratio must be. */
    enum Sense {
        /** Less is better. */
        AT_MOST("≤"),
        /** More is better. */
        AT_LEAST("≥"),
        /** For information. */
        ANY("");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    private static final String TAB = "\t";

    double ratio() {
        return ours / theirs;
    }

    /** A figure that could not be taken reaches nothing. */
    boolean reached() {
        return switch (sense) {
            case AT_MOST -> ratio() <= bound;
            case AT_LEAST -> ratio() >= bound;
            case ANY -> true;
        };
    }

    /** As a table has it. */
    String text() {
        String verdict =
                sense == Sense.ANY ? "" : "%s %.2f  %s".formatted(sense.sign, bound, reached() ? "reached" : "MISSED");
        return "%-40s %14s %14s  %-34s %7.2f  %s"
                .formatted(what, figure(ours), figure(theirs), peer, ratio(), verdict)
                .stripTrailing();
    }

    static String header() {
        return "%-40s %14s %14s  %-34s %7s".formatted("", "ours", "theirs", "peer or limit", "ratio");
    }

    /** For another process to read. */
    String encoded() {
        return String.join(
                TAB,
                what,
                Double.toString(ours),
                Double.toString(theirs),
                peer,
                unit,
                sense.name(),
                Double.toString(bound));
    }

    static Line decode(String text) {
        String[] parts = text.split(TAB, -1);
        return new Line(
                parts[0],
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                parts[3],
                parts[4],
                Sense.valueOf(parts[5]),
                Double.parseDouble(parts[6]));
    }

    private String figure(double value) {
        String format = Math.abs(value) >= 1000 ? "%,.0f %s" : Math.abs(value) >= 10 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, value, unit).strip();
    }
}
