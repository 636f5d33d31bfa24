package io.lc2.backup.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far apart the runs of a schedule are: those on weekdays are a day apart, and three over a weekend. Only the next 49
 * gaps count: of a schedule that repeats by the year, or has many runs a day, a longer or shorter one may come later.
 *
 * @param shortest between two successive ones
 * @param longest between two successive ones
 */
public record Gaps(Duration shortest, Duration longest) {

    /** Enough for what repeats by the day, the week or the month; every policy that is made has to wait for it. */
    private static final int LOOKED_AT = 50;

    /** Whether runs that start up to this much late still start one after the other. */
    public boolean leaveRoomFor(Duration jitter) {
        return jitter.compareTo(shortest) < 0;
    }

    /** The gaps between the next due times; empty when there are fewer than two. */
    public static Optional<Gaps> after(Instant now, Occurrences occurrences) {
        Duration shortest = null;
        Duration longest = null;
        Instant due = occurrences.after(now);
        for (int i = 1; due != null && i < LOOKED_AT; i++) {
            Instant next = occurrences.after(due);
            if (next != null) {
                Duration gap = Duration.between(due, next);
                shortest = shortest == null || gap.compareTo(shortest) < 0 ? gap : shortest;
                longest = longest == null || gap.compareTo(longest) > 0 ? gap : longest;
            }
            due = next;
        }
        return shortest == null || longest == null ? Optional.empty() : Optional.of(new Gaps(shortest, longest));
    }
}
