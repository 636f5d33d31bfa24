package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.HOURLY;
import static io.lc2.backup.domain.policy.PolicyFixtures.ID;
import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static io.lc2.backup.domain.policy.PolicyFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.Violation;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyRulesTest {

    @Test
    void takesAPolicyWithDefaultsWithoutAWord() {
        assertThat(of(policy(HOURLY))).isEqualTo(new Findings(List.of(), List.of()));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("schedule.cron", policy(Schedule.of("tomorrow", "UTC"))),
                Arguments.of("schedule.cron", policy(Schedule.of("1".repeat(257), "UTC"))),
                Arguments.of("schedule.cron", policy(Schedule.of("never", "UTC"))),
                Arguments.of("schedule.zone", policy(Schedule.of("60", "Mars/Olympus"))),
                Arguments.of("schedule.zone", policy(Schedule.of("60", "+02:00"))),
                Arguments.of(
                        "schedule.zone",
                        new Policy(
                                ID,
                                request(Retention.DEFAULT),
                                Schedule.of("60", "Mars"),
                                new RetentionPolicy("Mars", Retention.DEFAULT, 1, Duration.ofDays(1), false))),
                Arguments.of("schedule.jitter", policy(with(Duration.ofHours(1), RunWindow.OPEN))),
                Arguments.of("schedule.window.startBy", policy(window(Duration.ofSeconds(59), null))),
                Arguments.of("schedule.window.finishBy", policy(window(null, Duration.ofSeconds(59)))),
                Arguments.of(
                        "schedule.window.startBy",
                        policy(with(Duration.ofMinutes(20), new RunWindow(Duration.ofMinutes(10), null)))),
                Arguments.of("retention", policy(HOURLY, new Retention(0, 0, 0, 0, 0))),
                Arguments.of(
                        "retention.zone",
                        new Policy(
                                ID,
                                request(Retention.DEFAULT),
                                HOURLY,
                                new RetentionPolicy("Mars", Retention.DEFAULT, 1, Duration.ofDays(1), false))),
                Arguments.of(
                        "backup.retention",
                        new Policy(
                                ID,
                                request(new Retention(8, 0, 0, 0, 0)),
                                HOURLY,
                                RetentionPolicy.of(Retention.DEFAULT))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithTheFieldAtFault(String field, Policy policy) {
        assertThat(of(policy).violations())
                .extracting(Violation::field)
                .as("%s", of(policy))
                .containsExactly(field);
    }

    @Test
    void refusesABackupThatWouldBeRefusedAtEachRun() {
        Policy policy = policy(HOURLY);
        var nothing = new io.lc2.backup.domain.request.BackupRequest(
                "Not a label",
                policy.backup().application(),
                policy.backup().provider(),
                null,
                null,
                null,
                null,
                false,
                Retention.DEFAULT,
                "");

        assertThat(of(new Policy(ID, nothing, HOURLY, policy.retention())).violations())
                .extracting(Violation::field)
                .contains("backup.environment");
    }

    @Test
    void warnsOfWhatMayNotBeMeant() {
        assertThat(warnings(policy(window(null, Duration.ofHours(2))))).containsExactly("schedule.window.finishBy");
        assertThat(warnings(policy(Schedule.of(Integer.toString(60 * 24 * 10), "UTC"))))
                .containsExactly("retention");
        assertThat(warnings(policy(Schedule.of(Integer.toString(60 * 24 * 10), "UTC"), new Retention(14, 0, 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void warnsOfARetentionThatDoesNotReachOverTheLongestGapWheneverItIsAsked() {
        Timetable notAtTheEndOfTheMonth = new Timetable() {
            @Override
            public @Nullable String objection(String cron) {
                return null;
            }

            @Override
            public Occurrences of(String cron, String zone) {
                return after -> {
                    LocalDate day = LocalDate.ofInstant(after, ZoneOffset.UTC).plusDays(1);
                    while (day.getDayOfMonth() > 20) {
                        day = day.plusDays(1);
                    }
                    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
                };
            }
        };

        for (int day = 0; day < 31; day++) {
            Instant now = T0.plus(Duration.ofDays(day));
            Findings findings = PolicyRules.of(policy(HOURLY), notAtTheEndOfTheMonth, now);
            assertThat(findings.violations()).as("asked on %s", now).isEmpty();
            assertThat(findings.warnings())
                    .extracting(Violation::field)
                    .as("asked on %s", now)
                    .containsExactly("retention");
        }
    }

    /** Otherwise the same file would be taken in summer and refused in the weeks before the clock is put forward. */
    @Test
    void warnsOfAJitterThatOnlyAChangeOfTheClockLeavesNoRoomFor() {
        Timetable everyTwoHours = new Timetable() {
            @Override
            public @Nullable String objection(String cron) {
                return null;
            }

            @Override
            public Occurrences of(String cron, String zone) {
                Occurrences regular = MINUTES.of("120", "UTC");
                return zone.equals("UTC") ? regular : after -> after.equals(T0) ? at(1, 0) : regular.after(after);
            }
        };
        Function<Duration, Findings> of = jitter -> PolicyRules.of(
                policy(new Schedule(
                        "0 */2 * * *", "Europe/Berlin", jitter, RunWindow.OPEN, CatchUp.LATEST, Overlap.SKIP)),
                everyTwoHours,
                T0);

        assertThat(of.apply(Duration.ofMinutes(59))).isEqualTo(new Findings(List.of(), List.of()));
        assertThat(of.apply(Duration.ofMinutes(60)).violations()).isEmpty();
        assertThat(of.apply(Duration.ofMinutes(60)).warnings())
                .extracting(Violation::field)
                .containsExactly("schedule.jitter");
        assertThat(of.apply(Duration.ofMinutes(120)).violations())
                .extracting(Violation::field)
                .containsExactly("schedule.jitter");
        assertThat(of.apply(Duration.ofMinutes(120)).warnings()).isEmpty();
    }

    @Test
    void warnsOfAFirstRunFarAway() {
        Timetable onceFarAway = new Timetable() {
            @Override
            public @Nullable String objection(String cron) {
                return null;
            }

            @Override
            public Occurrences of(String cron, String zone) {
                Instant far = T0.plus(Duration.ofDays(1000));
                return after -> after.isBefore(far) ? far : null;
            }
        };

        assertThat(PolicyRules.of(policy(HOURLY), onceFarAway, T0).warnings())
                .extracting(Violation::field)
                .containsExactly("schedule.cron");
    }

    @Test
    void findsThePolicyInTheNameOfItsBackups() {
        PolicyId longest = new PolicyId("a".repeat(PolicyId.LONGEST));
        OperationId backup = new ScheduledRun(PolicyFixtures.PROJECT, longest, T0).backupId();

        assertThat(ScheduledRun.policyOf(backup)).contains(longest);
        OperationId drill = new ScheduledRun(PolicyFixtures.PROJECT, longest, T0).drillId();
        assertThat(ScheduledRun.policyOf(drill)).contains(longest);
        assertThat(drill.value())
                .startsWith(ScheduledRun.drillsBegin(longest))
                .hasSize(ScheduledRun.drillsBegin(longest).length() + ScheduledRun.DUE_LENGTH);
        assertThat(ScheduledRun.policyOf(new OperationId("nightly-d-20261121t023000z")))
                .contains(new PolicyId("nightly-d"));
        assertThat(ScheduledRun.policyOf(new OperationId("d20261121t023000z"))).isEmpty();
        assertThat(ScheduledRun.policyOf(new OperationId("b-1"))).isEmpty();
        assertThat(ScheduledRun.policyOf(new OperationId("x".repeat(63)))).isEmpty();
    }

    private static Findings of(Policy policy) {
        return PolicyRules.of(policy, MINUTES, T0);
    }

    private static List<String> warnings(Policy policy) {
        assertThat(of(policy).violations()).isEmpty();
        return of(policy).warnings().stream().map(Violation::field).toList();
    }

    private static Schedule window(@Nullable Duration startBy, @Nullable Duration finishBy) {
        return with(Duration.ZERO, new RunWindow(startBy, finishBy));
    }

    private static Schedule with(Duration jitter, RunWindow window) {
        return new Schedule("60", "UTC", jitter, window, CatchUp.LATEST, Overlap.SKIP);
    }
}
