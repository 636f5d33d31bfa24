package io.lc2.backup.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sizes, counts, durations and times as people read them. */
public final class Units {

    private static final int STEP = 1024;
    private static final String[] SIZES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private Units() {}

    /** For example {@code 812 B} or {@code 1.4 GiB}. */
    public static String bytes(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 1023.95 would be shown as 1024.0.
        while (value >= STEP - 0.05) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, SIZES[unit]);
    }

    /** For example {@code 5,000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** For example {@code 640ms}, {@code 12.3s}, {@code 1m 05s}, {@code 2h 03m}, {@code 3d 04h}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        } else if (duration.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1fs", Math.floor(millis / 100.0) / 10);
        } else if (duration.toHours() == 0) {
            return String.format(Locale.ROOT, "%dm %02ds", duration.toMinutes(), duration.toSecondsPart());
        } else if (duration.toDays() == 0) {
            return String.format(Locale.ROOT, "%dh %02dm", duration.toHours(), duration.toMinutesPart());
        }
        return String.format(Locale.ROOT, "%dd %02dh", duration.toDays(), duration.toHoursPart());
    }

    /** For tables: to the minute, in the person's zone. */
    public static String minute(Instant instant, ZoneId zone) {
        return MINUTES.format(instant.atZone(zone));
    }

    /** For details: to the second, with the offset. */
    public static String second(Instant instant, ZoneId zone) {
        return SECONDS.format(instant.atZone(zone));
    }
}
