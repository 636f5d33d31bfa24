package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.scheduler.SchedulerFixtures.ACME;
import static io.lc2.backup.scheduler.SchedulerFixtures.HOURLY;
import static io.lc2.backup.scheduler.SchedulerFixtures.T0;
import static io.lc2.backup.scheduler.SchedulerFixtures.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTopologyTest extends SchedulerDriver {

    private static final Schedule EVERY_MONTH = Schedule.of("0 0 1 * *", "UTC");

    @Test
    void deletesOnceADayWhatNoPolicyKeepsAnyMore() {
        pipe(define(ACME, HOURLY, EVERY_MONTH));
        for (int day = 1; day <= 9; day++) {
            backup(
                    "hourly-2026110" + day + "t000000z",
                    Instant.parse("2026-11-0" + day + "T00:00:00Z"),
                    Policy.actor(HOURLY));
        }
        backup("by-hand", Instant.parse("2026-11-01T00:00:00Z"), new Actor("u-1", ""));

        driver.advanceWallClockTime(Duration.ofDays(1).minusMillis(1));
        assertThat(commands.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(commands.readValuesToList())
                .extracting(command -> ((DeleteBackup) command).backupId().value())
                .containsExactly("hourly-20261102t000000z", "hourly-20261101t000000z");
        assertThat(types(events.readValuesToList())).containsExactly("PolicyDefined", "RetentionDecided");
        driver.advanceWallClockTime(Duration.ofHours(23));
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void forgetsABackupWhoseDataIsGone() {
        OperationId id = new OperationId("hourly-20261101t000000z");
        backup(id.value(), T0, Policy.actor(HOURLY));
        assertThat(driver.getKeyValueStore("backups").approximateNumEntries()).isEqualTo(1);

        pipe(new BackupPurged(event(new OperationId("p-1"), OperationKind.PURGE, T0, new Actor("u-1", "")), id, 1, 1));

        assertThat(driver.getKeyValueStore("backups").approximateNumEntries()).isZero();
    }
}
