package io.lc2.backup.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulePolicyRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:10:00Z");
    private static final Occurrences HOURLY = ScheduleDeciderTest.every(Duration.ofHours(1));

    @Test
    void takesTheDefault() {
        SchedulePolicy policy = SchedulePolicy.of("nightly");

        assertThat(SchedulePolicyRules.violations(policy, HOURLY, NOW)).isEmpty();
        assertThat(policy.catchUp()).isEqualTo(CatchUp.LATEST);
        assertThat(policy.overlap()).isEqualTo(Overlap.SKIP);
    }

    @Test
    void takesACompleteOneAndOneThatFiresOnce() {
        SchedulePolicy policy = new SchedulePolicy(
                "p",
                CatchUp.ALL,
                Overlap.QUEUE,
                new RunWindow(Duration.ofMinutes(20), Duration.ofHours(3)),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));

        assertThat(SchedulePolicyRules.violations(policy, HOURLY, NOW)).isEmpty();
        assertThat(SchedulePolicyRules.violations(policy, after -> after.equals(NOW) ? NOW.plusSeconds(9) : null, NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST, SKIP, , , PT-1S, PT5M, jitter, between 0 and 1440 minutes",
        "LATEST, SKIP, , , PT1H, PT5M, jitter, shorter than the time between two runs",
        "LATEST, SKIP, , , PT0S, PT61M, tolerance, between 0 and 60 minutes",
        "LATEST, SKIP, PT10M, , PT10M, PT5M, window.startBy, longer than the jitter",
        "LATEST, SKIP, PT30M, PT30M, PT0S, PT5M, window.finishBy, later than startBy",
        "LATEST, SKIP, , PT10M, PT10M, PT5M, window.finishBy, later than startBy",
        "ALL, SKIP, , , PT0S, PT5M, catchUp, all needs overlap queue",
    })
    void refusesWhatContradictsItself(
            CatchUp catchUp,
            Overlap overlap,
            Duration startBy,
            Duration finishBy,
            Duration jitter,
            Duration tolerance,
            String field,
            String message) {
        SchedulePolicy policy =
                new SchedulePolicy("p", catchUp, overlap, new RunWindow(startBy, finishBy), jitter, tolerance);

        assertThat(SchedulePolicyRules.violations(policy, HOURLY, NOW))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(field);
                    assertThat(violation.message()).contains(message);
                });
    }

    /** Twice a day, an hour apart: the next two are 23 hours apart, or one. */
    @ParameterizedTest
    @CsvSource({"2026-11-21T00:10:00Z", "2026-11-21T01:10:00Z", "2026-11-21T23:59:59Z"})
    void refusesAJitterThatOnlySomeRunsHaveRoomForWheneverItIsAsked(Instant now) {
        SchedulePolicy policy = new SchedulePolicy(
                "p", CatchUp.LATEST, Overlap.SKIP, RunWindow.OPEN, Duration.ofHours(2), Duration.ofMinutes(1));
        Occurrences atMidnightAndOne = after -> {
            Instant hour = HOURLY.after(after);
            while (hour != null && hour.atZone(ZoneOffset.UTC).getHour() > 1) {
                hour = HOURLY.after(hour);
            }
            return hour;
        };

        assertThat(SchedulePolicyRules.violations(policy, atMidnightAndOne, now))
                .extracting(Violation::field)
                .containsExactly("jitter");
    }

    @Test
    void refusesAScheduleThatNeverFires() {
        assertThat(SchedulePolicyRules.violations(SchedulePolicy.of("p"), after -> null, NOW))
                .containsExactly(new Violation("cron", "never fires"));
    }
}
