package io.lc2.backup.domain.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a policy was paused.
 *
 * @param from first instant of it
 * @param to when it was unpaused; null as long as it is not
 */
public record Pause(Instant from, @Nullable Instant to) {

    boolean covers(Instant instant) {
        return !instant.isBefore(from) && (to == null || instant.isBefore(to));
    }
}
