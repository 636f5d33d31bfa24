package io.lc2.backup.scheduler.streams;

import java.time.Duration;

/**
 * Times and budgets of the loop.
 *
 * @param tick how often the due times are looked at
 * @param policiesPerTick policies one tick may decide about before records get their turn again
 * @param timePerTick the longest one tick may take, but for the decision it is at
 * @param policiesPerProject policies one project may have
 * @param answersKept how long answered commands are remembered; longer than commands are kept on their topic
 * @param pruning how often answers are looked through for old ones
 * @param retentionInterval how often each policy decides what stays of its environment
 */
public record LoopSettings(
        Duration tick,
        int policiesPerTick,
        Duration timePerTick,
        int policiesPerProject,
        Duration answersKept,
        Duration pruning,
        Duration retentionInterval) {

    /**
     * A run is asked for within a tick and a commit of its time, tenths of a second. The budget of a tick bounds its
     * transaction; while it does not suffice the next tick comes at once, and time is spent before policies are.
     */
    public static final LoopSettings DEFAULT = new LoopSettings(
            Duration.ofMillis(50),
            500,
            Duration.ofMillis(50),
            200,
            Duration.ofDays(31),
            Duration.ofMinutes(10),
            Duration.ofDays(1));

    public LoopSettings {
        if (!tick.isPositive()
                || !retentionInterval.isPositive()
                || policiesPerTick < 1
                || policiesPerProject < 1
                || timePerTick.isNegative()) {
            throw new IllegalArgumentException("tick, budget and policies per project must be more than nothing");
        }
    }
}
