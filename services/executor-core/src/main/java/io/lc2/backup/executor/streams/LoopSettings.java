package io.lc2.backup.executor.streams;

import java.time.Duration;

/**
 * Times and budgets of the loop.
 *
 * @param tick how often time is looked at
 * @param heartbeatPatience silence after which an attempt is replaced
 * @param inputsPerTick decisions one tick may take before records get their turn again
 * @param timePerTick the longest one tick may take, but for the decision it is at
 * @param answersKept how long answered commands are remembered; longer than commands are kept on their topic
 * @param pruning how often answers are looked through for old ones
 */
public record LoopSettings(
        Duration tick,
        Duration heartbeatPatience,
        int inputsPerTick,
        Duration timePerTick,
        Duration answersKept,
        Duration pruning) {

    /** Lost workers are found within 10 s (design §5); commands stay on their topic for 30 days. */
    public static final LoopSettings DEFAULT = new LoopSettings(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            200,
            Duration.ofMillis(100),
            Duration.ofDays(31),
            Duration.ofMinutes(10));

    public LoopSettings {
        if (!tick.isPositive() || !heartbeatPatience.isPositive() || inputsPerTick < 1 || timePerTick.isNegative()) {
            throw new IllegalArgumentException("tick, patience and budget of the loop must be more than nothing");
        }
    }
}
