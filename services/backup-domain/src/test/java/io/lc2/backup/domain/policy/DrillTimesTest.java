package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.HOURLY;
import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.PROJECT;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.define;
import static io.lc2.backup.domain.policy.PolicyFixtures.drilling;
import static io.lc2.backup.domain.policy.PolicyFixtures.made;
import static io.lc2.backup.domain.policy.PolicyFixtures.pause;
import static io.lc2.backup.domain.policy.PolicyFixtures.point;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static io.lc2.backup.domain.policy.PolicyFixtures.unpause;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that makes a backup every hour and drills every two hours. */
class DrillTimesTest {

    private static final PolicyDecider DECIDER = new PolicyDecider(MINUTES, 3, Duration.ofDays(30));
    private static final Schedule EVERY_TWO_HOURS = Schedule.of("120", "UTC");
    private static final TrackedBackup OLDER = made("b-older", at(0, 30));
    private static final TrackedBackup NEWER = made("b-newer", at(1, 0));

    @Test
    void asksForOneDrillOfTheNewestBackupPerDueTime() {
        PolicyDecision decision = drill(defined(), at(2, 0), OLDER, NEWER);

        OperationId id = new OperationId("hourly-d20261121t020000z");
        assertThat(decision.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        DrillFired.class,
                        event -> assertThat(event)
                                .isEqualTo(new DrillFired(
                                        event.meta(), at(2, 0), at(2, 0), new OperationId("b-newer"), id)));
        assertThat(decision.commands()).singleElement().isInstanceOfSatisfying(RequestRestore.class, command -> {
            assertThat(command.restoreId()).isEqualTo(id);
            assertThat(command.request()).isEqualTo(RestoreRequest.drillOf(new OperationId("b-newer")));
            assertThat(command.meta().actor()).isEqualTo(Policy.actor(PolicyFixtures.ID));
            assertThat(command.meta().commandId())
                    .isEqualTo(new ScheduledRun(PROJECT, PolicyFixtures.ID, at(2, 0)).drillRequestId());
        });
        assertThat(state(decision).drills()).isEqualTo(new DrillProgress(at(2, 0), id));
        assertThat(DECIDER.drillIsDue(state(decision), at(2, 1))).isFalse();
    }

    @Test
    void repeatsTheSameCommandWhenItDecidesAgain() {
        assertThat(drill(defined(), at(2, 0), NEWER)).isEqualTo(drill(defined(), at(2, 0), NEWER));
    }

    static Stream<Arguments> unfit() {
        RecoveryPoint point = point("b-1", at(1, 0));
        return Stream.of(
                Arguments.of("not verified", point.verified(Verification.NONE)),
                Arguments.of("deleted", point.softDeleted(at(9, 0))),
                Arguments.of("at work", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void saysThatThereIsNothingToDrill(String why, @Nullable RecoveryPoint point) {
        PolicyDecision decision = drill(defined(), at(2, 0), new TrackedBackup(at(1, 0), false, point));

        assertThat(decision.commands()).as(why).isEmpty();
        assertThat(decision.events()).singleElement().isInstanceOfSatisfying(DrillSkipped.class, event -> {
            assertThat(event.reason()).isEqualTo(NotRunReason.NO_BACKUP);
            assertThat(event.first()).isEqualTo(at(2, 0));
        });
        assertThat(state(decision).drills()).isEqualTo(new DrillProgress(at(2, 0), null));
    }

    @Test
    void leavesADrillOutWhileAnEarlierOneIsUnfinished() {
        Active busy = state(drill(defined(), at(2, 0), NEWER));

        PolicyDecision late = drill(busy, at(4, 0), NEWER);
        Active done = (Active)
                PolicyEvolution.ended(busy, Objects.requireNonNull(busy.drills().unfinished()));

        assertThat(late.commands()).isEmpty();
        assertThat(((DrillSkipped) late.events().getFirst()).reason()).isEqualTo(NotRunReason.EARLIER_UNFINISHED);
        assertThat(drill(done, at(4, 0), NEWER).commands()).hasSize(1);
    }

    @Test
    void catchesUpOneDrillAfterANight() {
        PolicyDecision decision = drill(defined(), at(9, 0), NEWER);

        assertThat(decision.commands()).hasSize(1);
        assertThat(decision.events())
                .extracting(Object::getClass)
                .containsExactly(DrillSkipped.class, DrillFired.class);
        assertThat(((DrillSkipped) decision.events().getFirst()).reason()).isEqualTo(NotRunReason.REPLACED_BY_LATER);
        assertThat(((DrillFired) decision.events().getLast()).due()).isEqualTo(at(8, 0));
    }

    @Test
    void leavesOutWhatIsPastItsWindow() {
        Schedule soon = new Schedule(
                "120", "UTC", Duration.ZERO, new RunWindow(Duration.ofMinutes(30), null), CatchUp.LATEST, Overlap.SKIP);

        PolicyDecision decision = drill(defined(soon), at(3, 0), NEWER);

        assertThat(decision.commands()).isEmpty();
        assertThat(((DrillSkipped) decision.events().getFirst()).reason()).isEqualTo(NotRunReason.WINDOW_PASSED);
    }

    @Test
    void saysAfterAPauseWhichDrillsItHasLeftOutAndCatchesNoneUp() {
        Active paused = decide(defined(), pause("p"), at(1, 30));
        assertThat(DECIDER.drillIsDue(paused, at(2, 0))).isFalse();
        assertThat(drill(paused, at(2, 0), NEWER).events()).isEmpty();

        Active unpaused = decide(paused, unpause("u"), at(5, 0));
        PolicyDecision leftOut = drill(unpaused, at(5, 0), NEWER);

        assertThat(DECIDER.drillIsDue(unpaused, at(5, 0))).isTrue();
        assertThat(leftOut.commands()).isEmpty();
        assertThat(leftOut.events()).singleElement().isEqualTo(skipped(leftOut, at(2, 0), at(4, 0), 2));
        assertThat(DECIDER.drillIsDue(state(leftOut), at(5, 59))).isFalse();
        assertThat(fired(drill(state(leftOut), at(6, 0), NEWER))).containsExactly(at(6, 0));
    }

    @Test
    void leavesOutWhatWasDueBeforeThePauseAndHadNotBeenAskedFor() {
        Active unpaused = decide(decide(defined(), pause("p"), at(3, 0)), unpause("u"), at(3, 30));

        PolicyDecision leftOut = drill(unpaused, at(3, 30), NEWER);

        assertThat(leftOut.events()).singleElement().isEqualTo(skipped(leftOut, at(2, 0), at(2, 0), 1));
    }

    @Test
    void knowsThePauseOfItsDrillsThoughItsBackupsAreBeyondIt() {
        Active unpaused = decide(decide(defined(), pause("p"), at(1, 30)), unpause("u"), at(3, 0));
        Active beyond = state(DECIDER.due(unpaused, at(9, 0)));

        PolicyDecision decision = drill(beyond, at(9, 0), NEWER);

        assertThat(decision.events().getFirst()).isEqualTo(skipped(decision, at(2, 0), at(2, 0), 1));
        assertThat(fired(decision)).containsExactly(at(8, 0));
        assertThat(state(decision).pause()).isNull();
    }

    @Test
    void leavesOutTheDrillsOfTwoPausesThoughNobodyLookedBetweenThem() {
        Active once = decide(decide(defined(), pause("p1"), at(1, 30)), unpause("u1"), at(2, 30));
        Active twice = decide(decide(once, pause("p2"), at(2, 31)), unpause("u2"), at(4, 30));

        PolicyDecision leftOut = drill(twice, at(4, 30), NEWER);

        assertThat(leftOut.events()).singleElement().isEqualTo(skipped(leftOut, at(2, 0), at(4, 0), 2));
    }

    @Test
    void wakesForTheEarlierOfBackupAndDrill() {
        assertThat(DECIDER.due(defined(), at(1, 0)).wakeAt()).isEqualTo(at(2, 0));
        assertThat(DECIDER.due(defined(Schedule.of("15", "UTC")), at(1, 0)).wakeAt())
                .isEqualTo(at(0, 45));
    }

    @Test
    void beginsAnewWithOtherDueTimesAndGoesOnWithTheSame() {
        Active after = state(drill(defined(), at(2, 0), NEWER));

        assertThat(decide(after, define("d2", drilling(Schedule.of("30", "UTC"))), at(5, 0))
                        .drills()
                        .handled())
                .isEqualTo(at(5, 0));
        Schedule same = new Schedule("120", "UTC", Duration.ofMinutes(1), RunWindow.OPEN, CatchUp.LATEST, Overlap.SKIP);
        assertThat(decide(after, define("d3", drilling(same)), at(5, 0))
                        .drills()
                        .handled())
                .isEqualTo(at(2, 0));
    }

    @Test
    void knowsNoDrillsUnlessThePolicySaysSo() {
        Active without = decide(null, define("c", policy(HOURLY)), T0);

        assertThat(DECIDER.drillIsDue(without, at(23, 0))).isFalse();
        assertThat(drill(without, at(23, 0), NEWER).events()).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("drill.cron", Schedule.of("often", "UTC")),
                Arguments.of("drill.cron", Schedule.of("never", "UTC")),
                Arguments.of("drill.zone", Schedule.of("120", "Mars")),
                Arguments.of(
                        "drill.overlap",
                        new Schedule("120", "UTC", Duration.ZERO, RunWindow.OPEN, CatchUp.LATEST, Overlap.QUEUE)),
                Arguments.of(
                        "drill.catchUp",
                        new Schedule("120", "UTC", Duration.ZERO, RunWindow.OPEN, CatchUp.ALL, Overlap.SKIP)),
                Arguments.of(
                        "drill.window.finishBy",
                        new Schedule(
                                "120",
                                "UTC",
                                Duration.ZERO,
                                new RunWindow(null, Duration.ofHours(1)),
                                CatchUp.LATEST,
                                Overlap.SKIP)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesADrillScheduleThatMakesNoSense(String field, Schedule drill) {
        assertThat(PolicyRules.of(drilling(drill), MINUTES, T0).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.field()).isEqualTo(field));
    }

    private static Active defined() {
        return defined(EVERY_TWO_HOURS);
    }

    private static Active defined(Schedule drill) {
        return decide(null, define("c", drilling(drill)), T0);
    }

    private static Active decide(@Nullable Active before, PolicyCommand command, Instant now) {
        return state(DECIDER.decide(new PolicyKnowledge(before, null, 1), command, now));
    }

    private static PolicyDecision drill(Active state, Instant now, TrackedBackup... backups) {
        return DECIDER.drill(state, new EnvironmentView(List.of(state), List.of(backups)), now);
    }

    private static DrillSkipped skipped(PolicyDecision decision, Instant first, Instant last, int count) {
        PolicyEvent event = (PolicyEvent) decision.events().getFirst();
        return new DrillSkipped(event.meta(), first, last, count, NotRunReason.PAUSED);
    }

    private static List<Instant> fired(PolicyDecision decision) {
        return decision.events().stream()
                .filter(DrillFired.class::isInstance)
                .map(event -> ((DrillFired) event).due())
                .toList();
    }

    private static Active state(PolicyDecision decision) {
        return (Active) Objects.requireNonNull(decision.state());
    }
}
