package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A standing order for backups of one environment. Anything can be written into it; whether it makes sense is said by
 * {@link PolicyRules}.
 *
 * @param id which policy of its project
 * @param backup what each run asks for; its retention is the policy's
 * @param schedule when
 * @param retention how long the environment's backups are kept
 * @param drill when the newest verified backup of the environment is restored to prove it; null: never
 */
public record Policy(
        PolicyId id,
        BackupRequest backup,
        Schedule schedule,
        RetentionPolicy retention,
        @Nullable Schedule drill) {

    /** Begins the id of the actor of everything a policy asks for. */
    public static final String ACTOR_PREFIX = "policy:";

    /** A policy without drills. */
    public Policy(PolicyId id, BackupRequest backup, Schedule schedule, RetentionPolicy retention) {
        this(id, backup, schedule, retention, null);
    }

    /** The same for the same policy, whoever tells it: whether two say the same can be seen without reading them. */
    public String fingerprint() {
        return PolicyFingerprint.of(this).toString();
    }

    /** Who asks for the runs of a policy: not a person, so a backup by a policy can be told from one made by hand. */
    public static Actor actor(PolicyId id) {
        return new Actor(ACTOR_PREFIX + id, "");
    }

    /** Whether somebody is a policy: what a policy has asked for may expire, what a person has asked for stays. */
    public static boolean isActor(Actor actor) {
        return actor.id().startsWith(ACTOR_PREFIX);
    }
}
