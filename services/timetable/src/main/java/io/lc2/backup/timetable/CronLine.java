package io.lc2.backup.timetable;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The due times of a cron expression as a clock on the wall shows them; zones are {@link ZonedOccurrences}. When day of the
 * month and day of the week both say something, a day that fits one of them will do, as in cron since 1975; Spring's
 * expressions, which do the parsing, want both.
 */
final class CronLine {

    private static final List<String> NAMES = List.of("minute", "hour", "day of the month", "month", "day of the week");
    private static final int HOUR = 1;
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;
    private static final String EXAMPLE = ", for example 30 2 * * MON-FRI";

    private final List<CronExpression> either;
    private final boolean everyHour;

    private CronLine(List<CronExpression> either, boolean everyHour) {
        this.either = List.copyOf(either);
        this.everyHour = everyHour;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is none; the message says which field is wrong and does not quote it
     */
    static CronLine parse(String cron) {
        List<String> fields = List.of(cron.strip().split("\\s+"));
        if (fields.size() != NAMES.size()) {
            throw new IllegalArgumentException("must have five fields: " + String.join(", ", NAMES) + EXAMPLE);
        }
        for (int i = 0; i < NAMES.size(); i++) {
            List<String> alone = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
            alone.set(i, fields.get(i));
            if (!CronExpression.isValidExpression(spring(alone))) {
                throw new IllegalArgumentException("has a wrong " + NAMES.get(i) + EXAMPLE);
            }
        }
        return new CronLine(
                Stream.concat(without(fields, DAY_OF_WEEK), without(fields, DAY_OF_MONTH))
                        .distinct()
                        .map(CronExpression::parse)
                        .toList(),
                saysNothing(fields.get(HOUR)));
    }

    /** The first due time strictly after a moment; null when there is none any more. */
    @Nullable LocalDateTime after(LocalDateTime moment) {
        LocalDateTime first = null;
        for (CronExpression expression : either) {
            LocalDateTime next = expression.next(moment);
            if (next != null && (first == null || next.isBefore(first))) {
                first = next;
            }
        }
        return first;
    }

    /** Whether it means so many times an hour rather than certain times of the day. */
    boolean everyHour() {
        return everyHour;
    }

    /** The expression with one of its days left open, or as it is when the other one is open already. */
    private static Stream<String> without(List<String> fields, int day) {
        boolean both = !saysNothing(fields.get(DAY_OF_MONTH)) && !saysNothing(fields.get(DAY_OF_WEEK));
        List<String> open = new ArrayList<>(fields);
        if (both) {
            open.set(day, "*");
        }
        return Stream.of(spring(open));
    }

    private static boolean saysNothing(String field) {
        return field.startsWith("*") || field.equals("?");
    }

    private static String spring(List<String> fields) {
        return "0 " + String.join(" ", fields);
    }
}
