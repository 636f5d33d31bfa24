package io.lc2.backup.timetable;

import io.lc2.backup.domain.schedule.Occurrences;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Due times in a zone. Between two changes of its clock the wall shows each time once; around a change, times of the day
 * and times of the hour differ:
 *
 * <ul>
 *   <li>a time of the day that is skipped is due when the clock has been put forward, one that comes twice is due the first
 *       time: it is due once on each day;
 *   <li>times of the hour go on by the hour: what is skipped is not made up for, what comes twice is due twice.
 * </ul>
 */
final class ZonedOccurrences implements Occurrences {

    private final CronLine line;
    private final ZoneRules rules;

    ZonedOccurrences(CronLine line, ZoneRules rules) {
        this.line = line;
        this.rules = rules;
    }

    @Override
    public @Nullable Instant after(Instant instant) {
        Instant segment = instant;
        LocalDateTime after = begin(instant);
        while (true) {
            LocalDateTime due = line.after(after);
            if (due == null) {
                return null;
            }
            ZoneOffsetTransition change = rules.nextTransition(segment);
            if (change == null || due.isBefore(change.getDateTimeBefore())) {
                return due.toInstant(rules.getOffset(segment));
            }
            if (change.isGap() && !line.everyHour() && due.isBefore(change.getDateTimeAfter())) {
                return change.getInstant();
            }
            segment = change.getInstant();
            after = justBefore(first(change));
        }
    }

    /** Where to look from, on the wall; beyond what was due before the clock was put back, if it was just now. */
    private LocalDateTime begin(Instant instant) {
        LocalDateTime now =
                LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
        ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
        if (last != null && now.isBefore(first(last))) {
            return justBefore(first(last));
        }
        return now;
    }

    /** The first time on the wall after a change that counts. */
    private LocalDateTime first(ZoneOffsetTransition change) {
        return change.isOverlap() && !line.everyHour() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    private static LocalDateTime justBefore(LocalDateTime time) {
        return time.minusNanos(1);
    }
}
