package io.lc2.backup.scheduler;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.Timetable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies and commands about them. */
public final class SchedulerFixtures {

    public static final ProjectId ACME = new ProjectId("acme");
    public static final PolicyId HOURLY = new PolicyId("hourly");
    public static final Instant T0 = Instant.parse("2026-11-21T00:30:00Z");

    /** An expression is a number of seconds: cron's minutes are long for a test. */
    public static final Timetable SECONDS = new Timetable() {
        @Override
        public @Nullable String objection(String cron) {
            return cron.matches("\\d+") ? null : "is no number";
        }

        @Override
        public Occurrences of(String cron, String zone) {
            long step = Long.parseLong(cron);
            return after -> Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), step) + 1) * step);
        }
    };

    private SchedulerFixtures() {}

    public static Policy policy(PolicyId id, Schedule schedule) {
        StorageSource storage = new StorageSource(
                StorageType.S3, "main", "library", List.of(), List.of(), List.of(), true, true, 8, false);
        return new Policy(
                id,
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        null,
                        storage,
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""),
                schedule,
                RetentionPolicy.of(Retention.DEFAULT));
    }

    public static DefinePolicy define(ProjectId project, PolicyId id, Schedule schedule) {
        return new DefinePolicy(meta(project, "define-" + id), policy(id, schedule));
    }

    public static CommandMeta meta(ProjectId project, String seed) {
        UUID id = UUID.nameUUIDFromBytes((project + seed).getBytes(StandardCharsets.UTF_8));
        return new CommandMeta(new CommandId(id), project, Provider.LOCAL, new Actor("u-1", ""), T0, "corr");
    }

    /** An end of a run that needs no plan. */
    public static CommandRejected refused(RequestBackup command, Instant at) {
        return new CommandRejected(
                command.meta(),
                "RequestBackup",
                command.backupId().value(),
                at,
                RejectionCode.NOT_SUPPORTED,
                "no",
                "none");
    }
}
