package io.lc2.backup.timetable;

import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cron with five fields: numbers, names, lists, ranges, steps, {@code L}, {@code W}, {@code #}. Thread-safe. */
public final class CronTimetable implements Timetable {

    /** Reading an expression takes longer than asking it, and most policies share a few. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, CronLine> lines = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CronLine> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    @Override
    public @Nullable String objection(String cron) {
        try {
            CronLine.parse(cron);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Override
    public Occurrences of(String cron, String zone) {
        CronLine line = line(cron);
        try {
            return new ZonedOccurrences(line, ZoneId.of(zone).getRules());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such zone", e);
        }
    }

    private CronLine line(String cron) {
        synchronized (lines) {
            return lines.computeIfAbsent(cron, CronLine::parse);
        }
    }
}
