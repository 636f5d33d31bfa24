package io.lc2.backup.domain.schedule;

import static io.lc2.backup.domain.schedule.NotRunReason.EARLIER_UNFINISHED;
import static io.lc2.backup.domain.schedule.NotRunReason.NOT_CAUGHT_UP;
import static io.lc2.backup.domain.schedule.NotRunReason.PAUSED;
import static io.lc2.backup.domain.schedule.NotRunReason.REPLACED_BY_LATER;
import static io.lc2.backup.domain.schedule.NotRunReason.TOO_MANY_UNFINISHED;
import static io.lc2.backup.domain.schedule.NotRunReason.WINDOW_PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.schedule.Run.Fired;
import io.lc2.backup.domain.schedule.Run.NotRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleDeciderTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Occurrences HOURLY = every(Duration.ofHours(1));

    @Test
    void firesOnceAtItsTimeAndWakesAtTheNext() {
        DueRuns due = due(policy(CatchUp.LATEST, Overlap.SKIP), 0, at(1, 0));

        assertThat(due.runs()).containsExactly(new Fired(at(1, 0), at(1, 0), null));
        assertThat(due.handled()).isEqualTo(at(1, 0));
        assertThat(due.wakeAt()).isEqualTo(at(2, 0));
    }

    @Test
    void firesNothingBeforeItsTimeNorAgain() {
        SchedulePolicy policy = policy(CatchUp.ALL, Overlap.QUEUE);

        assertThat(due(policy, 0, at(0, 59))).isEqualTo(new DueRuns(List.of(), MIDNIGHT, at(1, 0)));
        assertThat(ScheduleDecider.due(policy, HOURLY, at(1, 0), 0, List.of(), at(1, 30))
                        .runs())
                .isEmpty();
    }

    @Test
    void firesNothingWhenTheClockGoesBack() {
        assertThat(ScheduleDecider.due(policy(CatchUp.ALL, Overlap.QUEUE), HOURLY, at(5, 0), 0, List.of(), at(2, 0)))
                .isEqualTo(new DueRuns(List.of(), at(5, 0), at(6, 0)));
    }

    @Test
    void neverWakesWhenNothingIsDueAnyMore() {
        Occurrences once = after -> after.isBefore(at(1, 0)) ? at(1, 0) : null;

        DueRuns due = ScheduleDecider.due(policy(CatchUp.LATEST, Overlap.SKIP), once, MIDNIGHT, 0, List.of(), at(1, 0));

        assertThat(due.fired()).hasSize(1);
        assertThat(due.wakeAt()).isNull();
    }

    @Test
    void runsTheLatestForAllThatWereMissed() {
        DueRuns due = due(policy(CatchUp.LATEST, Overlap.SKIP), 0, at(4, 30));

        assertThat(due.runs())
                .containsExactly(
                        new NotRun(at(1, 0), at(3, 0), 3, REPLACED_BY_LATER), new Fired(at(4, 0), at(4, 0), null));
    }

    @Test
    void catchesNothingUpWhenAskedNotTo() {
        DueRuns late = due(policy(CatchUp.NONE, Overlap.SKIP), 0, at(4, 30));
        DueRuns onTime = due(policy(CatchUp.NONE, Overlap.SKIP), 0, at(4, 5));

        assertThat(late.runs()).containsExactly(new NotRun(at(1, 0), at(4, 0), 4, NOT_CAUGHT_UP));
        assertThat(onTime.runs())
                .containsExactly(new NotRun(at(1, 0), at(3, 0), 3, NOT_CAUGHT_UP), new Fired(at(4, 0), at(4, 0), null));
    }

    @Test
    void runsOneForSeveralThatAreDueWithinTheTolerance() {
        Occurrences minutely = every(Duration.ofMinutes(1));

        DueRuns due =
                ScheduleDecider.due(policy(CatchUp.NONE, Overlap.QUEUE), minutely, MIDNIGHT, 0, List.of(), at(0, 3));

        assertThat(due.runs())
                .containsExactly(
                        new NotRun(at(0, 1), at(0, 2), 2, REPLACED_BY_LATER), new Fired(at(0, 3), at(0, 3), null));
    }

    @Test
    void catchesEverythingUpInOrder() {
        assertThat(due(policy(CatchUp.ALL, Overlap.QUEUE), 0, at(3, 30)).fired())
                .extracting(Fired::due)
                .containsExactly(at(1, 0), at(2, 0), at(3, 0));
    }

    @Test
    void skipsWhileAnEarlierRunIsUnfinished() {
        assertThat(due(policy(CatchUp.LATEST, Overlap.SKIP), 1, at(1, 0)).runs())
                .containsExactly(new NotRun(at(1, 0), at(1, 0), 1, EARLIER_UNFINISHED));
    }

    @Test
    void queuesBehindAnEarlierRunUpToABound() {
        SchedulePolicy policy = policy(CatchUp.ALL, Overlap.QUEUE);

        DueRuns due = due(policy, ScheduleDecider.MOST_UNFINISHED - 2, at(4, 0));

        assertThat(due.runs())
                .containsExactly(
                        new Fired(at(1, 0), at(1, 0), null),
                        new Fired(at(2, 0), at(2, 0), null),
                        new NotRun(at(3, 0), at(4, 0), 2, TOO_MANY_UNFINISHED));
    }

    @ParameterizedTest
    @EnumSource(CatchUp.class)
    void runsNothingOfAPauseOnceItIsOver(CatchUp catchUp) {
        DueRuns due = ScheduleDecider.due(
                policy(catchUp, Overlap.QUEUE), HOURLY, MIDNIGHT, 0, List.of(new Pause(at(0, 30), at(3, 1))), at(3, 2));

        assertThat(due.runs()).containsExactly(new NotRun(at(1, 0), at(3, 0), 3, PAUSED));
    }

    @Test
    void runsNothingWhilePausedNotEvenWhatWasMissedBefore() {
        DueRuns due = ScheduleDecider.due(
                policy(CatchUp.ALL, Overlap.QUEUE), HOURLY, MIDNIGHT, 0, List.of(new Pause(at(2, 30), null)), at(3, 0));

        assertThat(due.runs()).containsExactly(new NotRun(at(1, 0), at(3, 0), 3, PAUSED));
    }

    @Test
    void catchesUpWhatWasMissedBesideAPause() {
        DueRuns due = ScheduleDecider.due(
                policy(CatchUp.LATEST, Overlap.SKIP),
                HOURLY,
                MIDNIGHT,
                0,
                List.of(new Pause(at(2, 0), at(3, 0)), new Pause(at(4, 0), at(4, 1))),
                at(4, 30));

        assertThat(due.runs())
                .containsExactly(
                        new NotRun(at(1, 0), at(1, 0), 1, REPLACED_BY_LATER),
                        new NotRun(at(2, 0), at(2, 0), 1, PAUSED),
                        new Fired(at(3, 0), at(3, 0), null),
                        new NotRun(at(4, 0), at(4, 0), 1, PAUSED));
    }

    @ParameterizedTest
    @CsvSource({"PT20M, , false", "PT30M, , true", ", PT29M, false", "PT10M, PT1H, false", ", PT2H, true"})
    void runsNothingAfterItsWindow(Duration startBy, Duration finishBy, boolean runs) {
        SchedulePolicy policy = new SchedulePolicy(
                "p", CatchUp.LATEST, Overlap.SKIP, new RunWindow(startBy, finishBy), Duration.ZERO, TOLERANCE);

        List<Run> outcome = due(policy, 0, at(1, 30)).runs();

        assertThat(outcome)
                .containsExactly(
                        runs
                                ? new Fired(at(1, 0), at(1, 0), finishBy == null ? null : at(1, 0).plus(finishBy))
                                : new NotRun(at(1, 0), at(1, 0), 1, WINDOW_PASSED));
    }

    @Test
    void looksAtABoundedNumberOfDueTimesAndGoesOnFromThere() {
        SchedulePolicy policy = policy(CatchUp.LATEST, Overlap.SKIP);
        Instant now = MIDNIGHT.plus(Duration.ofHours(ScheduleDecider.MOST_DUE + 2L));

        DueRuns first = due(policy, 0, now);
        DueRuns second = ScheduleDecider.due(policy, HOURLY, first.handled(), 0, List.of(), now);

        assertThat(first.runs()).hasSize(1);
        assertThat(first.fired()).isEmpty();
        assertThat(first.wakeAt()).isBefore(now);
        assertThat(second.fired()).extracting(Fired::due).containsExactly(now);
        assertThat(second.wakeAt()).isAfter(now);
    }

    @Test
    void refusesDueTimesThatStandStill() {
        assertThatThrownBy(() -> ScheduleDecider.due(
                        policy(CatchUp.ALL, Overlap.QUEUE), after -> after, MIDNIGHT, 0, List.of(), at(1, 0)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsTheNextRunsWithTheirStart() {
        SchedulePolicy policy = new SchedulePolicy(
                "p",
                CatchUp.LATEST,
                Overlap.SKIP,
                new RunWindow(null, Duration.ofMinutes(50)),
                Duration.ofMinutes(10),
                TOLERANCE);

        List<Fired> next = ScheduleDecider.preview(policy, HOURLY, at(0, 30), 5);

        assertThat(next).extracting(Fired::due).containsExactly(at(1, 0), at(2, 0), at(3, 0), at(4, 0), at(5, 0));
        assertThat(next).allSatisfy(run -> {
            assertThat(run.start()).isBetween(run.due(), run.due().plus(Duration.ofMinutes(10)));
            assertThat(run.finishBy()).isEqualTo(run.due().plus(Duration.ofMinutes(50)));
        });
        assertThat(ScheduleDecider.preview(policy, after -> null, MIDNIGHT, 5)).isEmpty();
    }

    @Test
    void spreadsRunsOverTheJitterAndAlwaysInTheSameWay() {
        long distinct = IntStream.range(0, 1_000)
                .mapToObj(i -> jittered("policy-" + i).startOf(at(1, 0)))
                .map(start -> start.truncatedTo(ChronoUnit.MINUTES))
                .distinct()
                .count();

        assertThat(distinct).as("every minute of the hour has one").isEqualTo(60);
        assertThat(jittered("p").startOf(at(1, 0))).isEqualTo(jittered("p").startOf(at(1, 0)));
    }

    @Test
    void tellsWhatWasMissedFromWhatWasLeftOut() {
        assertThat(NotRunReason.values())
                .filteredOn(NotRunReason::missed)
                .containsExactly(WINDOW_PASSED, NOT_CAUGHT_UP, REPLACED_BY_LATER);
    }

    private static SchedulePolicy jittered(String id) {
        return new SchedulePolicy(id, CatchUp.LATEST, Overlap.SKIP, RunWindow.OPEN, Duration.ofHours(1), TOLERANCE);
    }

    private static DueRuns due(SchedulePolicy policy, int unfinished, Instant now) {
        return ScheduleDecider.due(policy, HOURLY, MIDNIGHT, unfinished, List.of(), now);
    }

    private static SchedulePolicy policy(CatchUp catchUp, Overlap overlap) {
        return new SchedulePolicy("p", catchUp, overlap, RunWindow.OPEN, Duration.ZERO, TOLERANCE);
    }

    private static Instant at(int hour, int minute) {
        return MIDNIGHT.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }

    static Occurrences every(Duration interval) {
        return after -> MIDNIGHT.plus(interval.multipliedBy(
                Math.floorDiv(Duration.between(MIDNIGHT, after).toMillis(), interval.toMillis()) + 1));
    }
}
