package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.HOURLY;
import static io.lc2.backup.domain.policy.PolicyFixtures.ID;
import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.PROJECT;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.define;
import static io.lc2.backup.domain.policy.PolicyFixtures.meta;
import static io.lc2.backup.domain.policy.PolicyFixtures.pause;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static io.lc2.backup.domain.policy.PolicyFixtures.remove;
import static io.lc2.backup.domain.policy.PolicyFixtures.schedule;
import static io.lc2.backup.domain.policy.PolicyFixtures.unpause;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunOverdue;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyDeciderTest {

    private static final PolicyDecider DECIDER = new PolicyDecider(MINUTES, 3, Duration.ofDays(1));

    @Test
    void definesAPolicyAndWakesAtItsFirstDueTime() {
        PolicyDecision decision = decide(null, define("c1", policy(HOURLY)), T0);

        assertThat(decision.events()).singleElement().isInstanceOfSatisfying(PolicyDefined.class, event -> {
            assertThat(event.eventId()).isEqualTo("hourly@1");
            assertThat(event.meta().commandId()).isEqualTo(meta("c1").commandId());
            assertThat(event.policy()).isEqualTo(policy(HOURLY));
        });
        assertThat(decision.state())
                .isEqualTo(
                        new Active(PROJECT, policy(HOURLY), 1, T0, null, List.of(), T0, new DrillProgress(T0, null)));
        assertThat(decision.wakeAt()).isEqualTo(at(1, 0));
    }

    @Test
    void changesNothingForTheSameDocument() {
        Active before = defined(HOURLY);

        PolicyDecision decision = decide(before, define("c2", policy(HOURLY)), at(5, 0));

        assertThat(decision.events()).isEmpty();
        assertThat(decision.state()).isEqualTo(before);
    }

    @Test
    void replacesADocumentByAnother() {
        PolicyDecision decision = decide(defined(HOURLY), define("c2", policy(Schedule.of("30", "UTC"))), at(5, 1));

        assertThat(types(decision)).containsExactly("PolicyDefined");
        assertThat(decision.wakeAt()).isEqualTo(at(5, 30));
    }

    @Test
    void answersACommandOnce() {
        PolicyCommand pause = pause("c2");
        HandledCommand answered = new HandledCommand(meta("c2").commandId(), ID.value(), T0);

        PolicyDecision repeated = DECIDER.decide(new PolicyKnowledge(defined(HOURLY), answered, 1), pause, T0);
        PolicyDecision reused = DECIDER.decide(
                new PolicyKnowledge(
                        defined(HOURLY), new HandledCommand(meta("c2").commandId(), "other", T0), 1),
                pause,
                T0);

        assertThat(repeated.events()).isEmpty();
        assertThat(rejection(reused).code()).isEqualTo(RejectionCode.COMMAND_ID_REUSED);
    }

    /** A key that comes back with an edited file names the same command. */
    @Test
    void refusesAnotherRequestOfTheSameCommandId() {
        PolicyCommand define = define("c2", policy(HOURLY));
        HandledCommand answered = PolicyDecider.answer(define, T0);
        PolicyKnowledge known = new PolicyKnowledge(defined(HOURLY), answered, 1);

        assertThat(DECIDER.decide(known, define, T0).events()).isEmpty();
        for (PolicyCommand other :
                List.of(define("c2", policy(Schedule.of("30", "UTC"))), pause("c2"), unpause("c2"), remove("c2"))) {
            PolicyDecision decision = DECIDER.decide(known, other, T0);
            assertThat(rejection(decision).code()).isEqualTo(RejectionCode.COMMAND_ID_REUSED);
            assertThat(rejection(decision).message()).contains("used before, for hourly DefinePolicy");
            assertThat(decision.state()).isEqualTo(defined(HOURLY));
        }
        assertThat(DECIDER.decide(
                                new PolicyKnowledge(defined(HOURLY), PolicyDecider.answer(pause("c2"), T0), 1),
                                pause("c2"),
                                T0)
                        .events())
                .isEmpty();
    }

    @Test
    void refusesWhatTheRulesRefuseAndNamesEverything() {
        CommandRejected rejection = rejection(decide(null, define("c1", policy(Schedule.of("never", "Mars"))), T0));

        assertThat(rejection.code()).isEqualTo(RejectionCode.INVALID_REQUEST);
        assertThat(rejection.commandType()).isEqualTo("DefinePolicy");
        assertThat(rejection.subject()).isEqualTo("hourly");
        assertThat(rejection.message()).startsWith("schedule.zone must be the IANA name");
        assertThat(rejection(decide(null, define("c1", policy(Schedule.of("never", "UTC"))), T0))
                        .message())
                .isEqualTo("schedule.cron never fires");
    }

    @Test
    void refusesMorePoliciesThanAProjectMayHaveButNotAChangeOfOne() {
        PolicyCommand define = define("c1", policy(Schedule.of("30", "UTC")));

        PolicyDecision another = DECIDER.decide(new PolicyKnowledge(null, null, 3), define, T0);
        PolicyDecision change = DECIDER.decide(new PolicyKnowledge(defined(HOURLY), null, 3), define, T0);

        assertThat(rejection(another).message()).contains("one more than the 3");
        assertThat(types(change)).containsExactly("PolicyDefined");
    }

    @Test
    void removesAPolicyForGoodAndCountsOnWhenItComesBack() {
        PolicyDecision removed = decide(defined(HOURLY), remove("c2"), at(2, 0));
        PolicyDecision again = decide(removed.state(), define("c3", policy(HOURLY)), at(9, 15));

        assertThat(types(removed)).containsExactly("PolicyRemoved");
        assertThat(removed.state()).isEqualTo(new Removed(2));
        assertThat(removed.wakeAt()).isNull();
        assertThat(again.events()).extracting(BackupEvent::eventId).containsExactly("hourly@3");
        assertThat(again.wakeAt()).isEqualTo(at(10, 0));
        assertThat(decide(removed.state(), remove("c4"), at(2, 0)).events()).isEmpty();
    }

    @Test
    void refusesToChangeWhatIsNotThere() {
        for (PolicyCommand command : List.of(pause("c1"), unpause("c1"), remove("c1"))) {
            CommandRejected rejection = rejection(decide(null, command, T0));

            assertThat(rejection.code()).isEqualTo(RejectionCode.POLICY_NOT_FOUND);
            assertThat(rejection.message()).isEqualTo("There is no policy hourly in this project");
        }
    }

    @Test
    void sleepsWhilePausedAndCatchesNothingUp() {
        PolicyDecision paused = decide(defined(HOURLY), pause("c2"), at(2, 30));
        PolicyDecision unpaused = decide(paused.state(), unpause("c3"), at(6, 30));
        PolicyDecision due = DECIDER.due(active(unpaused), at(6, 30));

        assertThat(types(paused)).containsExactly("PolicyPaused");
        assertThat(paused.wakeAt()).isNull();
        assertThat(DECIDER.due(active(paused), at(5, 0)).events()).isEmpty();
        assertThat(types(unpaused)).containsExactly("PolicyUnpaused");
        assertThat(due.events()).singleElement().isInstanceOfSatisfying(RunSkipped.class, event -> {
            assertThat(event.first()).isEqualTo(at(1, 0));
            assertThat(event.last()).isEqualTo(at(6, 0));
            assertThat(event.count()).isEqualTo(6);
            assertThat(event.reason()).isEqualTo(NotRunReason.PAUSED);
        });
        assertThat(due.commands()).isEmpty();
        assertThat(due.wakeAt()).isEqualTo(at(7, 0));
    }

    @Test
    void saysNothingWhenItIsSoAlready() {
        Active paused = active(decide(defined(HOURLY), pause("c2"), at(2, 30)));

        assertThat(decide(paused, pause("c3"), at(3, 0)).events()).isEmpty();
        assertThat(decide(defined(HOURLY), unpause("c3"), at(3, 0)).events()).isEmpty();
    }

    @Test
    void asksForABackupNamedAfterPolicyAndDueTime() {
        PolicyDecision due = DECIDER.due(defined(HOURLY), at(1, 0));

        assertThat(types(due)).containsExactly("PolicyFired");
        assertThat(due.commands()).singleElement().isInstanceOfSatisfying(RequestBackup.class, command -> {
            assertThat(command.backupId()).isEqualTo(new OperationId("hourly-20261121t010000z"));
            assertThat(command.request()).isEqualTo(policy(HOURLY).backup());
            assertThat(command.meta().actor()).isEqualTo(new Actor("policy:hourly", ""));
            assertThat(command.meta().correlationId()).isEqualTo("hourly@2026-11-21T01:00:00Z");
        });
        assertThat(due.wakeAt()).isEqualTo(at(2, 0));
        assertThat(DECIDER.due(defined(HOURLY), at(1, 0)).commands()).isEqualTo(due.commands());
        assertThat(DECIDER.due(active(due), at(1, 0)).events()).isEmpty();
    }

    @Test
    void leavesOutARunWhileAnEarlierOneIsUnfinishedAndNotAfterwards() {
        Active fired = active(DECIDER.due(defined(HOURLY), at(1, 0)));

        PolicyDecision overlapping = DECIDER.due(fired, at(2, 0));
        PolicyDecision after = DECIDER.due(
                (Active) PolicyEvolution.ended(active(overlapping), new OperationId("hourly-20261121t010000z")),
                at(3, 0));

        assertThat(overlapping.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        RunSkipped.class,
                        event -> assertThat(event.reason()).isEqualTo(NotRunReason.EARLIER_UNFINISHED));
        assertThat(types(after)).containsExactly("PolicyFired");
    }

    @Test
    void tellsMissedRunsFromThoseLeftOut() {
        PolicyDecision due = DECIDER.due(defined(HOURLY), at(4, 30));

        assertThat(types(due)).containsExactly("RunMissed", "PolicyFired");
        assertThat(((RunMissed) due.events().getFirst()).count()).isEqualTo(3);
    }

    @Test
    void cancelsOnceWhatHasNotEndedInTime() {
        Schedule hourAndAHalf = schedule(CatchUp.LATEST, Overlap.SKIP, new RunWindow(null, Duration.ofMinutes(30)));
        PolicyDecision fired = DECIDER.due(defined(hourAndAHalf), at(1, 0));

        PolicyDecision overdue = DECIDER.due(active(fired), at(1, 30));

        assertThat(fired.wakeAt()).isEqualTo(at(1, 30));
        assertThat(overdue.events()).singleElement().isInstanceOf(RunOverdue.class);
        assertThat(overdue.commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        CancelOperation.class,
                        command -> assertThat(command.operationId().value()).isEqualTo("hourly-20261121t010000z"));
        assertThat(DECIDER.due(active(overdue), at(1, 30)).events()).isEmpty();
        assertThat(overdue.wakeAt()).isEqualTo(at(2, 0));
    }

    @Test
    void commandsOfOneRunNeverShareAnId() {
        ScheduledRun run = new ScheduledRun(PROJECT, ID, at(1, 0));

        assertThat(List.of(run.requestId(), run.cancellationId(), new ScheduledRun(PROJECT, ID, at(2, 0)).requestId()))
                .doesNotHaveDuplicates();
    }

    private static PolicyDecision decide(@Nullable PolicyState state, PolicyCommand command, Instant now) {
        PolicyDecision decision = DECIDER.decide(new PolicyKnowledge(state, null, 0), command, now);
        assertThat(decision.commands()).isEqualTo(List.<BackupCommand>of());
        return decision;
    }

    private static Active defined(Schedule schedule) {
        return active(decide(null, define("c1", policy(schedule)), T0));
    }

    private static Active active(PolicyDecision decision) {
        assertThat(decision.state()).isInstanceOf(Active.class);
        return (Active) decision.state();
    }

    private static CommandRejected rejection(PolicyDecision decision) {
        assertThat(decision.events()).singleElement().isInstanceOf(CommandRejected.class);
        return (CommandRejected) decision.events().getFirst();
    }

    private static List<String> types(PolicyDecision decision) {
        return decision.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }
}
