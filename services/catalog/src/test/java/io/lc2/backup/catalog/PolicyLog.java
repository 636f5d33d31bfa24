package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.PROJECT;
import static io.lc2.backup.catalog.LogFixtures.T0;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyRemoved;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/** Events of policies, as the scheduler writes them. */
public final class PolicyLog {

    /** A due time of every policy here. */
    public static final Instant DUE = T0.plus(Duration.ofHours(15)).plus(Duration.ofMinutes(30));

    private PolicyLog() {}

    public static Policy policy(String id) {
        Schedule schedule = new Schedule(
                "30 2 * * *",
                "Europe/Berlin",
                Duration.ofMinutes(10),
                new RunWindow(Duration.ofHours(1), Duration.ofHours(4)),
                CatchUp.LATEST,
                Overlap.SKIP);
        return new Policy(new PolicyId(id), LogFixtures.request(), schedule, RetentionPolicy.DEFAULT);
    }

    public static PolicyEvent defined(String id, long sequence) {
        return new PolicyDefined(meta(id, sequence), policy(id));
    }

    /** A policy that somebody asked for with {@link #command}. */
    public static PolicyEvent asked(String id) {
        PolicyMeta meta = meta(id, 1);
        return new PolicyDefined(
                new PolicyMeta(
                        meta.policyId(),
                        meta.project(),
                        1,
                        meta.occurredAt(),
                        command(id),
                        meta.actor(),
                        meta.correlationId()),
                policy(id));
    }

    public static CommandId command(String seed) {
        return LogFixtures.rejected("DefinePolicy", "any", seed).command().commandId();
    }

    /** The same policy, with a drill every Sunday at four. */
    public static PolicyEvent drilling(String id, long sequence) {
        Policy policy = policy(id);
        return new PolicyDefined(
                meta(id, sequence),
                new Policy(
                        policy.id(),
                        policy.backup(),
                        policy.schedule(),
                        policy.retention(),
                        Schedule.of("0 4 * * SUN", "Europe/Berlin")));
    }

    public static PolicyEvent drilled(String id, long sequence, Instant due, String backup) {
        return new DrillFired(meta(id, sequence), due, due, new OperationId(backup), drill(id, due));
    }

    public static OperationId drill(String id, Instant due) {
        return new ScheduledRun(PROJECT, new PolicyId(id), due).drillId();
    }

    public static PolicyEvent paused(String id, long sequence) {
        return new PolicyPaused(meta(id, sequence));
    }

    public static PolicyEvent removed(String id, long sequence) {
        return new PolicyRemoved(meta(id, sequence));
    }

    public static PolicyEvent fired(String id, long sequence, Instant due) {
        return new PolicyFired(meta(id, sequence), due, due, due.plus(Duration.ofHours(4)), run(id, due));
    }

    public static PolicyEvent missed(String id, long sequence, Instant due) {
        return new RunMissed(meta(id, sequence), due, due, 1, NotRunReason.WINDOW_PASSED);
    }

    public static PolicyEvent skipped(String id, long sequence, Instant due) {
        return new RunSkipped(meta(id, sequence), due, due, 1, NotRunReason.EARLIER_UNFINISHED);
    }

    public static OperationId run(String id, Instant due) {
        return new ScheduledRun(PROJECT, new PolicyId(id), due).backupId();
    }

    private static PolicyMeta meta(String id, long sequence) {
        return new PolicyMeta(
                new PolicyId(id), PROJECT, sequence, T0.plusSeconds(sequence), null, new Actor("u-1", ""), "c-1");
    }
}
