package io.lc2.backup.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.fault.Injection;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    private static final ProjectId PROJECT = new ProjectId("acme");
    private static final OperationId ID = new OperationId("v1");
    private static final CommandId COMMAND = new CommandId(new UUID(0, 1));
    private static final Actor ACTOR = new Actor("tester", "");
    private static final BackupCommand ASKED = new VerifyBackup(
            new CommandMeta(COMMAND, PROJECT, Provider.LOCAL, ACTOR, T0, "c"), ID, new OperationId("b1"));

    @Test
    void findsNothingWhereEachThingHappenedOnce() {
        assertThat(Answers.check(List.of(ASKED), seen(requested(1), step(2), end(3))))
                .isEmpty();
        assertThat(Answers.open(List.of(ASKED), seen(requested(1), step(2), end(3))))
                .isEmpty();
    }

    @Test
    void findsACommandWithoutAnswerAndAnOperationWithoutEnd() {
        assertThat(kinds(List.of(ASKED), seen())).containsExactly(Kind.LOST);
        assertThat(kinds(List.of(ASKED), seen(requested(1), step(2)))).containsExactly(Kind.LOST);
        assertThat(Answers.open(List.of(ASKED), seen(requested(1), step(2)))).containsExactly("v1");
    }

    @Test
    void findsAGapInTheEvents() {
        assertThat(kinds(List.of(ASKED), seen(requested(1), end(3)))).containsExactly(Kind.LOST);
    }

    @Test
    void findsWhatHappenedTwice() {
        assertThat(kinds(List.of(ASKED), seen(requested(1), end(2), end(3)))).containsOnly(Kind.DOUBLED);
        assertThat(kinds(List.of(ASKED), seen(requested(1), step(2), step(3), end(4))))
                .containsOnly(Kind.DOUBLED);
        assertThat(kinds(List.of(ASKED), seen(requested(1), end(2), end(2)))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void measuresFromTheEndOfAFaultToTheNextEventDecidedAfterIt() {
        Injection fault = new Injection(T0.plusSeconds(10), T0.plusSeconds(20), "test");
        List<Seen> own = List.of(
                new Seen(started(1, T0), T0),
                new Seen(event(2, T0.plusSeconds(15)), T0.plusSeconds(21)),
                new Seen(event(3, T0.plusSeconds(24)), T0.plusSeconds(25)));

        assertThat(Recoveries.of(List.of(fault), own))
                .singleElement()
                .extracting(Recoveries.Recovery::took)
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void measuresNothingWhereTheOperationHadEndedOrTheNextFaultCameFirst() {
        Injection fault = new Injection(T0.plusSeconds(10), T0.plusSeconds(20), "test");
        Injection next = new Injection(T0.plusSeconds(23), T0.plusSeconds(30), "next");
        Seen begun = new Seen(started(1, T0), T0);

        assertThat(Recoveries.of(List.of(fault), List.of(begun, new Seen(end(2), T0.plusSeconds(12)))))
                .isEmpty();
        assertThat(Recoveries.of(
                        List.of(fault, next),
                        List.of(begun, new Seen(event(2, T0.plusSeconds(31)), T0.plusSeconds(32)))))
                .singleElement()
                .extracting(Recoveries.Recovery::fault)
                .isEqualTo(next);
    }

    private static List<Kind> kinds(List<BackupCommand> asked, List<Seen> seen) {
        return Answers.check(asked, seen).stream().map(Finding::kind).toList();
    }

    private static List<Seen> seen(BackupEvent... events) {
        List<Seen> seen = new ArrayList<>();
        for (BackupEvent event : events) {
            seen.add(new Seen(event, T0));
        }
        return seen;
    }

    private static BackupEvent requested(long sequence) {
        return new VerificationRequested(
                meta(sequence, T0),
                new SourceBackup(
                        new OperationId("b1"),
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        Set.of(Component.DATABASE),
                        1,
                        1,
                        ""),
                Plan.of(List.of(new PlannedStep(StepKind.VERIFY_BACKUP, Set.of(), Duration.ofHours(1)))));
    }

    private static BackupEvent started(long sequence, Instant at) {
        return new OperationStarted(meta(sequence, at));
    }

    private static BackupEvent step(long sequence) {
        return event(sequence, T0);
    }

    private static BackupEvent event(long sequence, Instant at) {
        return new StepStarted(meta(sequence, at), StepKind.VERIFY_BACKUP, 1, StartReason.READY);
    }

    private static BackupEvent end(long sequence) {
        return new OperationCancelled(meta(sequence, T0), List.of(), Leftovers.NONE, "");
    }

    private static EventMeta meta(long sequence, Instant at) {
        return new EventMeta(
                ID,
                OperationKind.VERIFICATION,
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                sequence,
                at,
                COMMAND,
                ACTOR,
                "c");
    }
}
