package io.lc2.backup.benchmarks;

/** One program of measurements. */
interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /** Its arguments with their defaults, and what it needs, in one line. */
    String usage();

    /**
     * Measures.
     *
     * @param arguments given on the command line
     * @param report where the figures go
     */
    void run(Arguments arguments, Report report) throws Exception;
}
