package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.scheduler.SchedulerFixtures.ACME;
import static io.lc2.backup.scheduler.SchedulerFixtures.HOURLY;
import static io.lc2.backup.scheduler.SchedulerFixtures.meta;
import static io.lc2.backup.scheduler.SchedulerFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that drills every day at four; it is half past midnight. */
class DrillTopologyTest extends SchedulerDriver {

    private static final Instant FOUR = Instant.parse("2026-11-21T04:00:00Z");
    private static final OperationId FIRST = new OperationId("hourly-d20261121t040000z");

    @BeforeEach
    void define() {
        Policy plain = policy(HOURLY, Schedule.of("0 0 1 * *", "UTC"));
        pipe(new DefinePolicy(
                meta(ACME, "define"),
                new Policy(
                        HOURLY, plain.backup(), plain.schedule(), plain.retention(), Schedule.of("0 4 * * *", "UTC"))));
        events.readValuesToList();
    }

    @Test
    void asksForOneDrillOfTheNewestBackupAtItsDueTime() {
        backup("b-1", Instant.parse("2026-11-20T00:00:00Z"), Policy.actor(HOURLY));
        backup("b-2", Instant.parse("2026-11-20T01:00:00Z"), Policy.actor(HOURLY));

        driver.advanceWallClockTime(Duration.ofMinutes(210).minusMillis(1));
        assertThat(commands.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(200));

        assertThat(commands.readValuesToList())
                .singleElement()
                .isInstanceOfSatisfying(RequestRestore.class, command -> {
                    assertThat(command.restoreId()).isEqualTo(FIRST);
                    assertThat(command.request()).isEqualTo(RestoreRequest.drillOf(new OperationId("b-2")));
                });
        assertThat(events.readValuesToList()).singleElement().isInstanceOf(DrillFired.class);
        driver.advanceWallClockTime(Duration.ofHours(5));
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void saysWhenThereIsNothingToDrill() {
        driver.advanceWallClockTime(Duration.ofMinutes(211));

        assertThat(commands.isEmpty()).isTrue();
        assertThat(events.readValuesToList())
                .singleElement()
                .isInstanceOfSatisfying(
                        DrillSkipped.class, event -> assertThat(event.reason()).isEqualTo(NotRunReason.NO_BACKUP));
    }

    @Test
    void drillsAgainOnlyWhenTheEarlierDrillHasEnded() {
        backup("b-1", Instant.parse("2026-11-20T00:00:00Z"), Policy.actor(HOURLY));
        driver.advanceWallClockTime(Duration.ofMinutes(211));
        driver.advanceWallClockTime(Duration.ofDays(1));
        assertThat(drillsAsked()).hasSize(1);

        pipe(new RestoreCompleted(
                event(FIRST, OperationKind.RESTORE, FOUR, Policy.actor(HOURLY)),
                List.of(),
                List.of(),
                List.of(),
                new DrillResult(new OperationId("b-1"), Duration.ofSeconds(1), null)));
        driver.advanceWallClockTime(Duration.ofDays(1));

        assertThat(drillsAsked()).hasSize(1);
    }

    @Test
    void saysAfterAPauseThatADrillWasLeftOut() {
        backup("b-1", Instant.parse("2026-11-20T00:00:00Z"), Policy.actor(HOURLY));
        pipe(new PausePolicy(meta(ACME, "pause"), HOURLY));
        driver.advanceWallClockTime(Duration.ofHours(5));
        pipe(new UnpausePolicy(meta(ACME, "unpause"), HOURLY));
        events.readValuesToList();

        driver.advanceWallClockTime(Duration.ofMillis(200));

        assertThat(commands.isEmpty()).isTrue();
        assertThat(events.readValuesToList()).singleElement().isInstanceOfSatisfying(DrillSkipped.class, event -> {
            assertThat(event.reason()).isEqualTo(NotRunReason.PAUSED);
            assertThat(event.first()).isEqualTo(FOUR);
        });
        driver.advanceWallClockTime(Duration.ofDays(1));
        assertThat(drillsAsked()).hasSize(1);
    }

    @Test
    void aRefusedDrillHasEnded() {
        backup("b-1", Instant.parse("2026-11-20T00:00:00Z"), Policy.actor(HOURLY));
        driver.advanceWallClockTime(Duration.ofMinutes(211));
        RequestRestore asked = drillsAsked().getFirst();

        pipe(rejected(asked));
        driver.advanceWallClockTime(Duration.ofDays(1));

        assertThat(drillsAsked()).hasSize(1);
    }

    private List<RequestRestore> drillsAsked() {
        return commands.readValuesToList().stream()
                .filter(RequestRestore.class::isInstance)
                .map(RequestRestore.class::cast)
                .toList();
    }

    private static BackupEvent rejected(BackupCommand command) {
        return new CommandRejected(
                command.meta(), "RequestRestore", FIRST.value(), FOUR, RejectionCode.BACKUP_DELETED, "gone", "none");
    }
}
