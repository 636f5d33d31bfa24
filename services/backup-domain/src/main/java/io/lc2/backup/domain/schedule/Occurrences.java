package io.lc2.backup.domain.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The due times of a schedule: cron and zone, evaluated outside the domain. A function: the same answer every time. */
@FunctionalInterface
public interface Occurrences {

    /**
     * The first due time strictly after an instant.
     *
     * @param instant any instant
     * @return null when there is none any more
     */
    @Nullable Instant after(Instant instant);
}
