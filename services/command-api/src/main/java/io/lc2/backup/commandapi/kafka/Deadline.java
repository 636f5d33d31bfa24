package io.lc2.backup.commandapi.kafka;

import java.time.Duration;

/**
 * Until when a call may go on.
 *
 * @param nanos on the scale of {@link System#nanoTime}
 */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }
}
