package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.policy.PolicyState.Active;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision in the making: each event is applied at once, so that what follows is decided on the state it leaves. */
final class PolicyDraft {

    private final ProjectId project;
    private final PolicyId policy;
    private final Instant now;
    private final List<BackupEvent> events = new ArrayList<>();
    private final List<BackupCommand> commands = new ArrayList<>();
    private @Nullable PolicyState state;

    PolicyDraft(ProjectId project, PolicyId policy, @Nullable PolicyState state, Instant now) {
        this.project = project;
        this.policy = policy;
        this.state = state;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    @Nullable Active active() {
        return state instanceof Active active ? active : null;
    }

    void happened(PolicyEvent event) {
        state = PolicyEvolution.evolve(state, event);
        events.add(event);
    }

    void rejected(CommandRejected event) {
        events.add(event);
    }

    void ask(BackupCommand command) {
        commands.add(command);
    }

    /** Meta data of the next event, caused by a command. */
    PolicyMeta next(PolicyCommand command) {
        CommandMeta by = command.meta();
        return new PolicyMeta(policy, project, sequence(), now, by.commandId(), by.actor(), by.correlationId());
    }

    /** Meta data of the next event, caused by time. */
    PolicyMeta next(ScheduledRun run) {
        return new PolicyMeta(policy, project, sequence(), now, null, Policy.actor(policy), run.name());
    }

    /** Meta data of the next event, caused by time but by no due time. */
    PolicyMeta next() {
        return new PolicyMeta(policy, project, sequence(), now, null, Policy.actor(policy), policy + "@" + now);
    }

    PolicyDecision done(Function<Active, @Nullable Instant> wakeAt) {
        Active active = active();
        return new PolicyDecision(events, commands, state, active == null ? null : wakeAt.apply(active));
    }

    private long sequence() {
        return (state == null ? 0 : state.version()) + 1;
    }
}
