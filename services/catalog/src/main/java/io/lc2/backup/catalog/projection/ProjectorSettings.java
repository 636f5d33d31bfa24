package io.lc2.backup.catalog.projection;

import java.time.Duration;

/**
 * How the projector waits.
 *
 * @param poll longest wait for records
 * @param firstBackoff wait after the first failure
 * @param longestBackoff wait after many
 */
public record ProjectorSettings(Duration poll, Duration firstBackoff, Duration longestBackoff) {

    /** The wait after one of this length. */
    Duration next(Duration backoff) {
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(longestBackoff) < 0 ? doubled : longestBackoff;
    }
}
