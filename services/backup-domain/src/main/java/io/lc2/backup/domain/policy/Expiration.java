package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.PolicyEvent.RetentionDecided;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.retention.ExpiryOrder;
import io.lc2.backup.domain.retention.JointRetention;
import io.lc2.backup.domain.retention.Reason;
import io.lc2.backup.domain.retention.RetentionPoint;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.retention.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Retention at work (R-42): what no policy of an environment keeps any more is deleted, in two steps like everything
 * else (R-43). A paused policy keeps what it keeps, and asks for nothing. Who removes data asks again whether it may.
 */
final class Expiration {

    /** Deletions asked for at a time; the rest has its turn at the next one, and is counted. */
    static final int MOST = 1_000;

    private Expiration() {}

    /** When retention is to be decided about next; null while the policy is paused. */
    static Optional<Instant> dueAt(Active state, Duration every) {
        return state.paused()
                ? Optional.empty()
                : Optional.of(state.retainedAt().plus(every));
    }

    static void decide(PolicyDraft draft, EnvironmentView environment) {
        Active state = Objects.requireNonNull(draft.active());
        List<RetentionPoint> points = environment.backups().stream()
                .flatMap(backup -> backup.retentionPoint().stream())
                .toList();
        List<RetentionPolicy> policies = environment.policies().stream()
                .map(policy -> policy.policy().retention())
                .toList();
        List<Verdict> expired = ExpiryOrder.of(points, JointRetention.decide(policies, points, draft.now()));
        List<Verdict> now = expired.subList(0, Math.min(MOST, expired.size()));
        draft.happened(
                new RetentionDecided(draft.next(), points.size() - expired.size(), now, expired.size() - now.size()));
        Map<OperationId, RecoveryPoint> known = byId(environment.backups());
        now.forEach(verdict -> draft.ask(deletion(state, known, verdict, draft.now())));
    }

    private static Map<OperationId, RecoveryPoint> byId(Collection<TrackedBackup> backups) {
        return backups.stream()
                .map(TrackedBackup::point)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(RecoveryPoint::backupId, Function.identity()));
    }

    /** Its ids are of this decision: a deletion that was refused or taken back does not answer the next one. */
    private static DeleteBackup deletion(
            Active state, Map<OperationId, RecoveryPoint> known, Verdict verdict, Instant now) {
        PolicyId policy = state.policy().id();
        String name = policy + "/expiry/" + verdict.id() + "@" + now;
        UUID id = UUID.nameUUIDFromBytes((state.project() + "/" + name).getBytes(StandardCharsets.UTF_8));
        CommandMeta meta = new CommandMeta(
                new CommandId(id),
                state.project(),
                Objects.requireNonNull(known.get(verdict.id())).provider(),
                Policy.actor(policy),
                now,
                policy + "@" + now);
        String reasons = verdict.reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
        return new DeleteBackup(
                meta,
                new OperationId("expiry-" + id),
                verdict.id(),
                "Retention of policy " + policy + ": " + reasons,
                false);
    }
}
