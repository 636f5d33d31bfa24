package io.lc2.backup.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimetableTest {

    private static final Instant SATURDAY = Instant.parse("2026-11-21T10:00:00Z");

    private final CronTimetable timetable = new CronTimetable();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *           | 2026-11-22T02:30:00Z
            */15 * * * *         | 2026-11-21T10:15:00Z
            0 22 * * MON-FRI     | 2026-11-23T22:00:00Z
            0 22 * * 1-5         | 2026-11-23T22:00:00Z
            0 3 * * 0            | 2026-11-22T03:00:00Z
            0 3 * * 7            | 2026-11-22T03:00:00Z
            0 3 * * sun          | 2026-11-22T03:00:00Z
            0 1 1 JAN *          | 2027-01-01T01:00:00Z
            0 1 L * *            | 2026-11-30T01:00:00Z
            0 1 LW * *           | 2026-11-30T01:00:00Z
            0 1 * * FRIL         | 2026-11-27T01:00:00Z
            0 1 * * 5L           | 2026-11-27T01:00:00Z
            0 1 * * MON#1        | 2026-12-07T01:00:00Z
            0 1 ? * 3#4          | 2026-11-25T01:00:00Z
            0 1 29 2 *           | 2028-02-29T01:00:00Z
            # either day will do, as in any cron
            0 1 1 * SUN          | 2026-11-22T01:00:00Z
            0 1 23 * TUE         | 2026-11-23T01:00:00Z
            # a day that starts with a star says nothing of its own: both must fit
            0 1 */2 * SUN        | 2026-11-29T01:00:00Z
            """)
    void findsTheNextDueTime(String cron, Instant due) {
        assertThat(timetable.objection(cron)).isNull();
        assertThat(timetable.of(cron, "UTC").after(SATURDAY)).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 2 * * MON#6"})
    void findsThatAnExpressionNeverFires(String cron) {
        assertThat(timetable.objection(cron)).isNull();
        assertThat(timetable.of(cron, "Europe/Berlin").after(SATURDAY)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''             | five fields
            @daily         | five fields
            0 0 2 * * *    | five fields
            61 2 * * *     | minute
            a 2 * * *      | minute
            0 24 * * *     | hour
            0 2 32 * *     | day of the month
            0 2 * 13 *     | month
            0 2 * * MOON   | day of the week
            5-1 2 * * *    | minute
            */0 2 * * *    | minute
            """)
    void saysWhichFieldIsWrongWithoutQuotingIt(String cron, String field) {
        assertThat(timetable.objection(cron)).contains(field).contains("for example 30 2 * * MON-FRI");
        assertThatThrownBy(() -> timetable.of(cron, "UTC")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAZoneThatIsNone() {
        assertThatThrownBy(() -> timetable.of("0 2 * * *", "Mars/Olympus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no such zone");
    }
}
