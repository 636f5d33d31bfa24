package io.lc2.backup.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.schedule.Occurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the hour that is skipped and of the one that comes twice. */
class ClockChangesTest {

    private final CronTimetable timetable = new CronTimetable();

    /**
     * Berlin: 2026-03-29 02:00 to 03:00, 2026-10-25 03:00 back to 02:00. New York: 2026-03-08 02:00 to 03:00, 2026-11-01
     * 02:00 back to 01:00. Lord Howe, by half an hour: 2026-10-04 02:00 to 02:30, 2026-04-05 02:00 back to 01:30.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # skipped: at the moment the clock is put forward, once
            Europe/Berlin       | 30 2 * * *    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z
            Europe/Berlin       | 0,30 2 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
            Europe/Berlin       | 30 2,3 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z
            Europe/Berlin       | 0 3 * * *     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T01:00:00Z
            America/New_York    | 30 2 * * *    | 2026-03-07T12:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z
            Australia/Lord_Howe | 15 2 * * *    | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z
            Australia/Lord_Howe | 30 2 * * *    | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:30:00Z
            # doubled: the first time, once
            Europe/Berlin       | 30 2 * * *    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            Europe/Berlin       | 0 3 * * *     | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z 2026-10-26T02:00:00Z
            America/New_York    | 30 1 * * *    | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z
            Australia/Lord_Howe | 45 1 * * *    | 2026-04-04T00:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z
            # every so often goes on every so often
            Europe/Berlin       | 30 * * * *    | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z
            Europe/Berlin       | 30 * * * *    | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z
            America/New_York    | 0 * * * *     | 2026-11-01T05:30:00Z | 2026-11-01T06:00:00Z 2026-11-01T07:00:00Z
            Australia/Lord_Howe | */30 * * * *  | 2026-04-04T14:40:00Z | 2026-04-04T15:00:00Z 2026-04-04T15:30:00Z
            """)
    void isDueOnceADayAndEverySoOften(String zone, String cron, Instant from, String due) {
        Occurrences occurrences = timetable.of(cron, zone);
        List<Instant> expected =
                List.of(due.split(" ")).stream().map(Instant::parse).toList();

        assertThat(next(occurrences, from, expected.size())).isEqualTo(expected);
    }

    @Test
    void isNotDueAgainWhenAskedInTheSecondOfTwoHours() {
        Instant secondTwoFifteen = Instant.parse("2026-10-25T01:15:00Z");

        assertThat(timetable.of("30 2 * * *", "Europe/Berlin").after(secondTwoFifteen))
                .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Africa/Casablanca"})
    void timesOfTheDayAreDueOnceADayAndInOrder(String zone) {
        Occurrences occurrences = timetable.of("15 2 * * *", zone);
        Instant begin = Instant.parse("2025-12-31T18:00:00Z");
        List<Instant> year = next(occurrences, begin, 365);
        Set<LocalDateTime> days = new HashSet<>();

        assertThat(year).isSorted().doesNotHaveDuplicates();
        year.forEach(due -> days.add(due.atZone(ZoneId.of(zone)).toLocalDate().atStartOfDay()));
        assertThat(days).hasSize(365);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "UTC"})
    void timesOfTheHourAreNeverFurtherApartThanTheyAre(String zone) {
        List<Instant> due = next(timetable.of("*/20 * * * *", zone), Instant.parse("2026-03-01T00:00:00Z"), 20_000);

        for (int i = 1; i < due.size(); i++) {
            assertThat(Duration.between(due.get(i - 1), due.get(i))).isEqualTo(Duration.ofMinutes(20));
        }
    }

    /** Who asks from anywhere between two due times gets the same one: restarts move nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void answersTheSameFromWhereverItIsAsked(String zone) {
        Random random = new Random(20261121);
        for (String cron : List.of("30 2 * * *", "45 1 * * *", "10 * * * *", "*/7 1-3 * * *", "0 0 1 * MON")) {
            Occurrences occurrences = timetable.of(cron, zone);
            List<Instant> due = next(occurrences, Instant.parse("2026-01-01T00:00:00Z"), 900);
            for (int i = 1; i < due.size(); i++) {
                long gap = Duration.between(due.get(i - 1), due.get(i)).toMillis();
                assertThat(occurrences.after(due.get(i - 1).plusMillis(random.nextLong(gap))))
                        .as("%s in %s after %s", cron, zone, due.get(i - 1))
                        .isEqualTo(due.get(i));
            }
        }
    }

    private static List<Instant> next(Occurrences occurrences, Instant from, int count) {
        List<Instant> due = new ArrayList<>();
        Instant next = occurrences.after(from);
        while (next != null && due.size() < count) {
            due.add(next);
            next = occurrences.after(next);
        }
        return due;
    }
}
