package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.Timetable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An hourly policy, and a timetable whose expressions are a number of minutes. */
final class PolicyFixtures {

    static final Instant T0 = Instant.parse("2026-11-21T00:30:00Z");
    static final ProjectId PROJECT = new ProjectId("acme");
    static final PolicyId ID = new PolicyId("hourly");
    static final Actor ALICE = new Actor("u-1", "10.0.0.1");
    static final Schedule HOURLY = Schedule.of("60", "UTC");

    /** Every so many minutes; {@code never} is an expression without due times, everything else is none. */
    static final Timetable MINUTES = new Timetable() {
        @Override
        public @Nullable String objection(String cron) {
            return cron.matches("\\d+|never") ? null : "is no number";
        }

        @Override
        public Occurrences of(String cron, String zone) {
            if (cron.equals("never")) {
                return after -> null;
            }
            long step = Duration.ofMinutes(Long.parseLong(cron)).toSeconds();
            return after -> Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), step) + 1) * step);
        }
    };

    private PolicyFixtures() {}

    /** A time on the day. */
    static Instant at(int hour, int minute) {
        return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofMinutes(60L * hour + minute));
    }

    static Policy policy(Schedule schedule) {
        return policy(schedule, Retention.DEFAULT);
    }

    static Policy policy(Schedule schedule, Retention keep) {
        return new Policy(ID, request(keep), schedule, RetentionPolicy.of(keep));
    }

    /** An hourly policy that drills, too. */
    static Policy drilling(Schedule drill) {
        Policy policy = policy(HOURLY);
        return new Policy(ID, policy.backup(), HOURLY, policy.retention(), drill);
    }

    static BackupRequest request(Retention keep) {
        StorageSource storage = new StorageSource(
                StorageType.S3, "main", "library", List.of(), List.of(), List.of(), true, true, 8, false);
        return new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, keep, "");
    }

    static Schedule schedule(CatchUp catchUp, Overlap overlap, RunWindow window) {
        return new Schedule("60", "UTC", Duration.ZERO, window, catchUp, overlap);
    }

    static CommandMeta meta(String command) {
        UUID id = UUID.nameUUIDFromBytes(command.getBytes(StandardCharsets.UTF_8));
        return new CommandMeta(new CommandId(id), PROJECT, Provider.LOCAL, ALICE, T0, "trace");
    }

    static PolicyCommand define(String command, Policy policy) {
        return new DefinePolicy(meta(command), policy);
    }

    static PolicyCommand remove(String command) {
        return new RemovePolicy(meta(command), ID);
    }

    static PolicyCommand pause(String command) {
        return new PausePolicy(meta(command), ID);
    }

    static PolicyCommand unpause(String command) {
        return new UnpausePolicy(meta(command), ID);
    }

    static PolicyMeta event(long sequence, Instant at) {
        return new PolicyMeta(ID, PROJECT, sequence, at, null, ALICE, "trace");
    }

    /** The state that the events of a log leave. */
    static @Nullable PolicyState replay(List<? extends BackupEvent> log) {
        PolicyState state = null;
        for (BackupEvent event : log) {
            if (event instanceof PolicyEvent happened) {
                state = PolicyEvolution.evolve(state, happened);
            }
        }
        return state;
    }

    /** A verified backup of the policy's environment that is there. */
    static RecoveryPoint point(String id, Instant at) {
        return new RecoveryPoint(
                new OperationId(id),
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                at,
                at.plusSeconds(60),
                EnumSet.of(Component.DATABASE, Component.OBJECTS),
                1_000,
                10,
                "ab".repeat(32),
                Retention.DEFAULT,
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
    }

    /** A backup that a policy asked for. */
    static TrackedBackup made(String id, Instant at) {
        return new TrackedBackup(at, false, point(id, at));
    }
}
