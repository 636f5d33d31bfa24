package io.lc2.backup.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.policy.Findings;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.PolicyRules;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In the night in which 02:00 becomes 03:00, runs at 2 and at 4 are one hour apart. */
class PolicyJitterTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isRefusedOrNotOnEachDayOfTheYearAlike() {
        List<Findings> taken = eachDay(Duration.ofMinutes(90));
        List<Findings> refused = eachDay(Duration.ofMinutes(120));

        assertThat(taken)
                .allSatisfy(findings -> assertThat(findings.violations()).isEmpty());
        assertThat(taken).filteredOn(findings -> findings.warnings().isEmpty()).hasSizeBetween(300, 364);
        assertThat(refused)
                .allSatisfy(findings -> assertThat(findings.violations()).hasSize(1));
    }

    private static List<Findings> eachDay(Duration jitter) {
        Policy policy = policy(
                new Schedule("0 2,4 * * *", "Europe/Berlin", jitter, RunWindow.OPEN, CatchUp.LATEST, Overlap.SKIP));
        CronTimetable timetable = new CronTimetable();
        return IntStream.range(0, 365)
                .mapToObj(day -> PolicyRules.of(policy, timetable, NEW_YEAR.plus(Duration.ofDays(day))))
                .toList();
    }

    private static Policy policy(Schedule schedule) {
        StorageSource storage = new StorageSource(
                StorageType.S3, "main", "library", List.of(), List.of(), List.of(), true, true, 8, false);
        BackupRequest backup = new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, Retention.DEFAULT, "");
        return new Policy(new PolicyId("nightly"), backup, schedule, RetentionPolicy.of(Retention.DEFAULT));
    }
}
