package io.lc2.backup.benchmarks;

/** Tells whoever has started a benchmark what it finds: that text is the result, so it is no log. */
final class Terminal {

    private Terminal() {}

    static void say(String line) {
        System.out.println(line); // The one place that prints; a log would add times and levels to tables.
    }

    /** What is wrong with the call, apart from results that somebody may pipe on. */
    static void complain(String line) {
        System.err.println(line); // As above.
    }
}
