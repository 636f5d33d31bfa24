package io.lc2.backup.scheduler.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.policy.EnvironmentView;
import io.lc2.backup.domain.policy.PolicyDecider;
import io.lc2.backup.domain.policy.PolicyDecision;
import io.lc2.backup.domain.policy.PolicyEvolution;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.Envelope;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.scheduler.streams.PolicyStores.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a processor, from the assignment of its partition to its loss: its stores, time, and the way out. */
final class PolicyLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

    /** Who writes, as CloudEvents name it. */
    private static final String SOURCE = "/lc2/scheduler";

    /** How long a policy that cannot be decided about waits; the others go on. */
    private static final Duration POSTPONED = Duration.ofMinutes(1);

    private static final int LONGEST_TRACE = 256;

    private final ProcessorContext<String, Object> context;
    private final SchedulerParts parts;
    private final PolicyDecider decider;
    private final PolicyStores stores;
    private @Nullable String prunedTo;
    private Instant nextPruning = Instant.EPOCH;

    PolicyLoop(ProcessorContext<String, Object> context, SchedulerParts parts, PolicyDecider decider) {
        this.context = context;
        this.parts = parts;
        this.decider = decider;
        this.stores = new PolicyStores(context);
    }

    PolicyStores stores() {
        return stores;
    }

    /** Now, in milliseconds as events carry it; it stands still within a call. */
    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /**
     * Decides about the policies that are due until none is or the budget is used up; at least one.
     *
     * @return whether more may be due
     */
    boolean tick() {
        Instant ends = parts.clock().instant().plus(parts.loop().timePerTick());
        List<Entry> due = stores.due(now(), parts.loop().policiesPerTick());
        if (!due.isEmpty()) {
            // Asked for here, done when the tick is over: what is due does not wait for the commit interval.
            context.commit();
        }
        int decided = 0;
        for (Entry entry : due) {
            due(entry);
            decided++;
            if (!parts.clock().instant().isBefore(ends)) {
                break;
            }
        }
        prune();
        return decided < due.size() || due.size() == parts.loop().policiesPerTick();
    }

    /** Writes what a decision changed and hands on what it says. What fails after the first write aborts all of it. */
    void apply(
            ProjectId project,
            PolicyId policy,
            @Nullable PolicyState before,
            PolicyDecision decision,
            @Nullable Headers cause) {
        if (decision.state() != null && !decision.state().equals(before)) {
            stores.put(project, policy, decision.state());
        }
        if (decision.wakeAt() != null) {
            stores.wake(project, policy, decision.wakeAt());
        }
        for (BackupCommand command : decision.commands()) {
            forward(Topics.COMMANDS, command, SchedulerTopology.COMMANDS_SINK, cause);
        }
        for (BackupEvent event : decision.events()) {
            forward(Topics.EVENTS, event, SchedulerTopology.EVENTS_SINK, cause);
            if (event instanceof PolicyFired fired) {
                parts.lateness().fired(Duration.between(fired.start(), fired.occurredAt()));
            }
        }
    }

    void write(BackupEvent event, Headers cause) {
        forward(Topics.EVENTS, event, SchedulerTopology.EVENTS_SINK, cause);
    }

    /** Something happened to a backup that retention has to know. */
    void happened(ProjectId project, OperationId backup, BackupEvent event) {
        TrackedBackup before = stores.backup(project, backup);
        TrackedBackup after = TrackedBackup.evolve(before, event);
        if (!Objects.equals(before, after)) {
            stores.put(project, backup, after);
        }
    }

    /** An operation ended; when a policy has asked for it, its next run may begin. */
    void ended(ProjectId project, OperationId operation) {
        ScheduledRun.policyOf(operation).ifPresent(policy -> {
            PolicyState before = stores.policy(project, policy);
            if (before != null) {
                PolicyState after = PolicyEvolution.ended(before, operation);
                if (!after.equals(before)) {
                    stores.put(project, policy, after);
                }
            }
        });
    }

    private void due(Entry entry) {
        stores.remove(entry);
        if (stores.policy(entry) instanceof Active active) {
            Active after = carryOut(active, () -> decider.due(active, now()));
            if (after != null && decider.drillIsDue(after, now())) {
                after = drill(after);
            }
            if (after != null && decider.retentionIsDue(after, now())) {
                retain(after);
            }
        }
    }

    private @Nullable Active drill(Active state) {
        EnvironmentView environment = environment(state);
        return carryOut(state, () -> decider.drill(state, environment, now()));
    }

    private void retain(Active state) {
        EnvironmentView environment = environment(state);
        carryOut(state, () -> decider.retain(state, environment, now()));
    }

    private EnvironmentView environment(Active state) {
        return stores.environment(state.project(), state.policy().backup().environment());
    }

    /** The policy after a decision; null when it could not be decided about, which is tried again later. */
    @SuppressWarnings("checkstyle:IllegalCatch") // Nothing but pure rules runs in it: a defect in them is the policy's.
    private @Nullable Active carryOut(Active state, Supplier<PolicyDecision> rules) {
        PolicyDecision decision;
        try {
            decision = rules.get();
        } catch (RuntimeException defect) {
            LOG.atError()
                    .setCause(defect)
                    .addKeyValue("project", state.project())
                    .addKeyValue("policy", state.policy().id())
                    .log("Put off a policy that cannot be decided about");
            stores.wake(state.project(), state.policy().id(), now().plus(POSTPONED));
            return null;
        }
        apply(state.project(), state.policy().id(), state, decision, null);
        return decision.state() instanceof Active after ? after : null;
    }

    /** Forgets answers that are too old to be asked for again, a bounded number at a time. */
    private void prune() {
        Instant now = now();
        if (!now.isBefore(nextPruning)) {
            prunedTo = stores.prune(
                    prunedTo,
                    now.minus(parts.loop().answersKept()),
                    parts.loop().policiesPerTick());
            nextPruning = prunedTo == null ? now.plus(parts.loop().pruning()) : now;
        }
    }

    private <V> void forward(Topic<V> topic, V value, String sink, @Nullable Headers cause) {
        Envelope outside = topic.envelope(value);
        Headers headers = new RecordHeaders();
        outside.headers(SOURCE, trace(cause)).writeTo(headers);
        context.forward(new Record<>(outside.key(), value, context.currentSystemTimeMs(), headers), sink);
    }

    private static @Nullable TraceParent trace(@Nullable Headers cause) {
        Header header = cause == null ? null : cause.lastHeader(HeaderNames.TRACEPARENT);
        if (header == null || header.value() == null || header.value().length > LONGEST_TRACE) {
            return null;
        }
        return TraceParent.parse(new String(header.value(), StandardCharsets.UTF_8))
                .orElse(null);
    }
}
