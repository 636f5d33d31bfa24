package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.scheduler.SchedulerFixtures.ACME;
import static io.lc2.backup.scheduler.SchedulerFixtures.HOURLY;
import static io.lc2.backup.scheduler.SchedulerFixtures.T0;
import static io.lc2.backup.scheduler.SchedulerFixtures.define;
import static io.lc2.backup.scheduler.SchedulerFixtures.meta;
import static io.lc2.backup.scheduler.SchedulerFixtures.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class SchedulerTopologyTest extends SchedulerDriver {

    private static final Schedule EVERY_HOUR = Schedule.of("0 * * * *", "UTC");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void hasTheApprovedShape() throws IOException {
        String approved;
        try (var in = SchedulerTopologyTest.class.getResourceAsStream("scheduler-topology.approved.txt")) {
            approved = new String(in.readAllBytes(), UTF_8);
        }

        assertThat(topology().describe().toString().strip()).isEqualTo(approved.strip());
    }

    @Test
    void keepsItsStateUnderTheApprovedNames() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        assertThat(driver.getAllStateStores().keySet())
                .containsExactlyInAnyOrder("policies", "due-times", "answers", "backups");
        assertThat(driver.producedTopicNames())
                .contains(
                        "lc2-scheduler-policies-changelog",
                        "lc2-scheduler-due-times-changelog",
                        "lc2-scheduler-answers-changelog");
    }

    @Test
    void asksForABackupWhenItIsDueAndNotBefore() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(HALF_AN_HOUR.minusMillis(1));
        assertThat(commands.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(100));

        TestRecord<String, BackupCommand> request = commands.readRecord();
        assertThat(request.key()).isEqualTo("acme");
        assertThat(((RequestBackup) request.value()).backupId()).hasToString("hourly-20261121t010000z");
        assertThat(CloudEventHeaders.readFrom(request.headers()).provider()).isEqualTo("local");
        assertThat(CloudEventHeaders.readFrom(request.headers()).source()).isEqualTo("/lc2/scheduler");
        assertThat(types(events.readValuesToList())).containsExactly("PolicyDefined", "PolicyFired");
        assertThat(lateness).singleElement().isEqualTo(Duration.ofMillis(99));
    }

    @Test
    void asksOncePerDueTimeWhateverElseHappens() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        for (int hour = 0; hour < 5; hour++) {
            driver.advanceWallClockTime(HOUR);
            pipe(define(ACME, HOURLY, EVERY_HOUR));
            commands.readValuesToList().forEach(command -> pipe(refused((RequestBackup) command, T0)));
        }

        assertThat(fired()).containsExactly(at(1), at(2), at(3), at(4), at(5));
    }

    @Test
    void answersACommandThatComesAgainOnce() {
        PausePolicy pause = new PausePolicy(meta(ACME, "pause"), HOURLY);

        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(pause);
        pipe(new UnpausePolicy(meta(ACME, "unpause"), HOURLY));
        pipe(pause);
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        assertThat(types(events.readValuesToList())).containsExactly("PolicyDefined", "PolicyPaused", "PolicyUnpaused");
    }

    @Test
    void refusesAnotherDocumentOfACommandItHasAnswered() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(define(ACME, HOURLY, Schedule.of("30 * * * *", "UTC")));

        List<BackupEvent> happened = events.readValuesToList();
        assertThat(types(happened)).containsExactly("PolicyDefined", "CommandRejected");
        assertThat(((CommandRejected) happened.getLast()).code()).isEqualTo(RejectionCode.COMMAND_ID_REUSED);
    }

    @Test
    void refusesOnceWhatTheRulesRefuse() {
        pipe(define(ACME, HOURLY, Schedule.of("0 0 30 2 *", "UTC")));
        pipe(define(ACME, HOURLY, Schedule.of("0 0 30 2 *", "UTC")));

        CommandRejected rejected = (CommandRejected) events.readValue();
        assertThat(rejected.message()).isEqualTo("schedule.cron never fires");
        assertThat(events.isEmpty()).isTrue();
        driver.advanceWallClockTime(HOUR);
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void leavesARunOutWhileAnEarlierOneIsUnfinished() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(HOUR);
        driver.advanceWallClockTime(HOUR);
        pipe(refused((RequestBackup) commands.readValue(), T0));
        driver.advanceWallClockTime(HOUR);

        assertThat(types(events.readValuesToList()))
                .containsExactly("PolicyDefined", "PolicyFired", "RunSkipped", "PolicyFired");
    }

    @Test
    void takesNobodyElsesRefusalForTheEndOfARun() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        driver.advanceWallClockTime(HOUR);
        RequestBackup ours = (RequestBackup) commands.readValue();

        pipe(refused(new RequestBackup(meta(ACME, "mine"), ours.backupId(), ours.request()), T0));
        driver.advanceWallClockTime(HOUR);

        assertThat(types(events.readValuesToList())).endsWith("RunSkipped");
    }

    @Test
    void runsNothingInAPauseNorAfterIt() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(new PausePolicy(meta(ACME, "pause"), HOURLY));
        for (int hour = 0; hour < 3; hour++) {
            driver.advanceWallClockTime(HOUR);
        }
        pipe(new UnpausePolicy(meta(ACME, "unpause"), HOURLY));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        List<BackupEvent> all = events.readValuesToList();
        assertThat(types(all)).containsExactly("PolicyDefined", "PolicyPaused", "PolicyUnpaused", "RunSkipped");
        assertThat(((RunSkipped) all.getLast()).count()).isEqualTo(3);
        driver.advanceWallClockTime(HOUR);
        assertThat(fired()).containsExactly(at(4));
    }

    @Test
    void catchesUpWhatWasMissedWhileItWasAway() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));

        driver.advanceWallClockTime(Duration.ofHours(4));

        List<BackupEvent> all = events.readValuesToList();
        assertThat(types(all)).containsExactly("PolicyDefined", "RunMissed", "PolicyFired");
        assertThat(((RunMissed) all.get(1)).count()).isEqualTo(3);
        assertThat(((PolicyFired) all.getLast()).due()).isEqualTo(at(4));
    }

    @Test
    void cancelsWhatHasNotEndedInItsWindow() {
        RunWindow window = new RunWindow(null, Duration.ofMinutes(10));
        pipe(define(
                ACME, HOURLY, new Schedule("0 * * * *", "UTC", Duration.ZERO, window, CatchUp.LATEST, Overlap.SKIP)));

        driver.advanceWallClockTime(HALF_AN_HOUR);
        driver.advanceWallClockTime(Duration.ofMinutes(10));

        assertThat(commands.readValuesToList()).hasExactlyElementsOfTypes(RequestBackup.class, CancelOperation.class);
        assertThat(types(events.readValuesToList())).endsWith("RunOverdue");
    }

    @Test
    void asksForNothingOfAPolicyThatIsRemoved() {
        pipe(define(ACME, HOURLY, EVERY_HOUR));
        pipe(new RemovePolicy(meta(ACME, "remove"), HOURLY));

        driver.advanceWallClockTime(HOUR);

        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void decidesAboutMorePoliciesThanATickMayHold() {
        for (int project = 0; project < 12; project++) {
            pipe(define(new ProjectId("p" + project), new PolicyId("hourly"), EVERY_HOUR));
        }

        driver.advanceWallClockTime(HALF_AN_HOUR);
        assertThat(commands.getQueueSize()).isEqualTo(5);
        driver.advanceWallClockTime(Duration.ofMillis(100));
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(commands.readKeyValuesToList()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAtOnceWhileMorePoliciesAreDueThanATickMayHold() {
        for (int project = 0; project < 12; project++) {
            pipe(define(new ProjectId("p" + project), new PolicyId("hourly"), EVERY_HOUR));
        }
        driver.advanceWallClockTime(HALF_AN_HOUR);

        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(commands.getQueueSize()).isEqualTo(10);
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(commands.readKeyValuesToList()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void passesOverWhatIsNoneOfItsBusinessWithoutDecodingIt() {
        Headers headers =
                new RecordHeaders().add(HeaderNames.TYPE, "io.lc2.backup.avro.StepProgressed".getBytes(UTF_8));

        raw(Topics.EVENTS, "acme", "no avro at all".getBytes(UTF_8), headers);

        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void setsACommandUnderAWrongKeyAsideAndGoesOn() {
        raw(Topics.COMMANDS, "zeta", bytes(Topics.COMMANDS, define(ACME, HOURLY, EVERY_HOUR)), new RecordHeaders());
        pipe(define(ACME, new PolicyId("other"), EVERY_HOUR));

        assertThat(DeadLetter.readFrom(letters.readRecord().headers()).reason()).contains("projectId");
        assertThat(((PolicyEvent) events.readValue()).meta().policyId()).hasToString("other");
    }

    @Test
    void forgetsOldAnswers() {
        pipe(new RemovePolicy(meta(ACME, "remove"), HOURLY));
        assertThat(driver.getKeyValueStore("answers").approximateNumEntries()).isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofDays(32));

        assertThat(driver.getKeyValueStore("answers").approximateNumEntries()).isZero();
    }

    private List<Instant> fired() {
        return events.readValuesToList().stream()
                .filter(PolicyFired.class::isInstance)
                .map(event -> ((PolicyFired) event).due())
                .toList();
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofHours(hour));
    }
}
