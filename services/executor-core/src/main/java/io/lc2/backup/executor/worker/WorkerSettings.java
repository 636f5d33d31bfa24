package io.lc2.backup.executor.worker;

import java.time.Duration;

/**
 * Times of workers.
 *
 * @param heartbeat time between two signs of life; well below the watchdog's patience
 * @param lease a process that was not awake for so long (stopped, suspended) no longer owns what it runs; as long as the
 *     watchdog's patience and the session timeout
 * @param interruptAfter a blocked call gets this long to notice a stop before its thread is interrupted
 * @param overlap the longest a new attempt waits for an older one of the same step in this process to end
 */
public record WorkerSettings(Duration heartbeat, Duration lease, Duration interruptAfter, Duration overlap) {

    /** A heartbeat a second; the rest as in design §5. */
    public static final WorkerSettings DEFAULT = new WorkerSettings(
            Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(10));

    public WorkerSettings {
        if (!heartbeat.isPositive() || lease.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException("a lease is longer than the time between two heartbeats");
        }
    }
}
