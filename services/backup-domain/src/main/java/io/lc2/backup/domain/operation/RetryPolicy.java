package io.lc2.backup.domain.operation;

import java.time.Duration;

/**
 * How often and how late a step is tried again after a transient failure: exponential with jitter, so that many
 * operations hit by one fault do not come back together.
 *
 * @param attempts failures after which a step is given up, at least 1
 * @param losses workers lost after which a step is given up, at least 1
 * @param base the first wait
 * @param longest the longest wait
 */
public record RetryPolicy(int attempts, int losses, Duration base, Duration longest) {

    /** Gives up a step after about half a minute of failures in a row, within the 60 s that R-11 allows. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, 10, Duration.ofSeconds(1), Duration.ofSeconds(16));

    private static final int FACTOR = 3;

    public RetryPolicy {
        if (attempts < 1 || losses < 1 || base.isNegative() || longest.compareTo(base) < 0) {
            throw new IllegalArgumentException("a retry policy needs at least one attempt and base <= longest");
        }
    }

    /** True when no further attempt follows. */
    public boolean exhausted(int failures) {
        return failures >= attempts;
    }

    /** True when a step has lost too many workers. */
    public boolean lostTooOften(int lost) {
        return lost >= losses;
    }

    /**
     * The wait after a failure: between half of the exponential value and all of it.
     *
     * @param failures failures so far, at least 1
     * @param jitter a random number in [0, 1)
     */
    public Duration delay(int failures, double jitter) {
        double millis =
                Math.min((double) longest.toMillis(), (double) base.toMillis() * Math.pow(FACTOR, failures - 1.0));
        return Duration.ofMillis(Math.round(millis * (1 + jitter) / 2));
    }
}
