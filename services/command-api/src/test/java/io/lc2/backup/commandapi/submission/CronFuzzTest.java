package io.lc2.backup.commandapi.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.embedded.testing.Fuzz;
import io.lc2.backup.timetable.CronTimetable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cron comes from people: whatever they write is refused with a reason, or has due times that can be asked for. */
class CronFuzzTest {

    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    private final CronTimetable timetable = new CronTimetable();

    @Test
    void refusesOrUnderstandsWhateverComes() {
        List<byte[]> sound = Stream.of(
                        "30 2 * * *",
                        "*/15 8-18 * * MON-FRI",
                        "0 0 L * *",
                        "5 4 15W JAN,JUL ?",
                        "0 12 ? * FRIL",
                        "0 0 * * 1#2")
                .map(text -> text.getBytes(UTF_8))
                .toList();

        long inputs = Fuzz.from(sound).against(input -> {
            String cron = new String(input, UTF_8);
            String objection = timetable.objection(cron);
            if (objection == null) {
                Occurrences due = timetable.of(cron, "Europe/Berlin");
                Instant next = due.after(T0);
                assertThat(next == null || next.isAfter(T0)).isTrue();
            } else {
                assertThat(objection).isNotBlank();
            }
        });

        assertThat(inputs).isGreaterThan(1_000);
    }
}
