package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.Evolution;
import io.lc2.backup.domain.operation.ImpossibleTransitionException;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is left of the operations of one project from its events, in their order, and from its commands, in any
 * order. Memory grows with the number of operations, not with that of events.
 */
public final class ProjectHistory {

    private final Map<OperationId, Remains> remains = new TreeMap<>();
    private final Map<OperationId, RecoveryPoint> points = new TreeMap<>();
    private final Set<OperationId> torn = new TreeSet<>();
    private final List<BackupCommand> others = new ArrayList<>();
    private final Set<CommandId> answered = new HashSet<>();
    private final Set<PolicyId> policies = new TreeSet<>();

    /** What is left of each operation. */
    public Map<OperationId, Remains> remains() {
        return Collections.unmodifiableMap(remains);
    }

    /** Backups that were completed. */
    public Map<OperationId, RecoveryPoint> points() {
        return Collections.unmodifiableMap(points);
    }

    /** The backup that an open deletion is about; null when the operation is none. */
    public @Nullable OperationId deletedBy(OperationId id) {
        return remains.get(id) instanceof Remains.Open open
                        && open.state().operation().subject() instanceof Subject.Purge purge
                ? purge.backupId()
                : null;
    }

    /** Whether an event of this operation could not follow those before it, so that some are missing. */
    public boolean isTorn(OperationId id) {
        return torn.contains(id);
    }

    /** Commands that make no operation, such as holds, and were answered by no event. */
    public List<BackupCommand> unanswered() {
        return others.stream()
                .filter(command -> !answered.contains(command.meta().commandId()))
                .toList();
    }

    /** Policies that were in force at the end. */
    public Set<PolicyId> policies() {
        return Collections.unmodifiableSet(policies);
    }

    /** Adds a command; one about a policy may be one that changed nothing, and only its events count. */
    public void asked(BackupCommand command) {
        switch (command) {
            case BackupCommand.Opening opening ->
                remains.putIfAbsent(opening.operationId(), new Remains.Asked(command));
            case BackupCommand.PolicyCommand policy -> {}
            case BackupCommand.CancelOperation other -> others.add(other);
            case BackupCommand.UndeleteBackup other -> others.add(other);
            case BackupCommand.HoldBackup other -> others.add(other);
            case BackupCommand.ReleaseBackup other -> others.add(other);
        }
    }

    /** Adds an event; the same event again changes nothing. */
    public void happened(BackupEvent event) {
        switch (event) {
            case CommandRejected rejected -> refused(rejected);
            case RecoveryPointEvent happened -> {
                answered.add(happened.meta().commandId());
                changePoint(happened.backupId(), happened);
            }
            case PolicyEvent.PolicyRemoved removed ->
                policies.remove(removed.meta().policyId());
            case PolicyEvent happened -> policies.add(happened.meta().policyId());
            case OperationEvent happened -> happened(happened);
        }
    }

    private void refused(CommandRejected event) {
        answered.add(event.command().commandId());
        if (Names.isLabel(event.subject())) {
            OperationId id = new OperationId(event.subject());
            Remains before = remains.get(id);
            if (before == null || before instanceof Remains.Asked) {
                remains.put(id, new Remains.Refused());
            }
        }
    }

    private void happened(OperationEvent event) {
        OperationId id = event.meta().operationId();
        Remains before = remains.get(id);
        if (event.meta().sequence() <= version(before)) {
            return;
        }
        try {
            OperationState after = Evolution.evolve(before instanceof Remains.Open open ? open.state() : null, event);
            remains.put(id, after.ended() ? over(after) : new Remains.Open(after));
            changePoint(after.operation().subject().backupId(), event);
            if (event instanceof OperationEvent.CancellationRequested
                    || event instanceof OperationEvent.BackupUndeleted) {
                answered.add(event.meta().commandId());
            }
        } catch (ImpossibleTransitionException gap) {
            torn.add(id);
        }
    }

    private void changePoint(OperationId backup, BackupEvent event) {
        RecoveryPoint before = points.get(backup);
        RecoveryPoint after = RecoveryPoints.evolve(before == null ? Map.of() : Map.of(backup, before), event)
                .get(backup);
        if (after != null) {
            points.put(backup, after);
        }
    }

    private static long version(@Nullable Remains remains) {
        return switch (remains) {
            case null -> 0;
            case Remains.Asked asked -> 0;
            case Remains.Refused refused -> 0;
            case Remains.Open open -> open.state().operation().version();
            case Remains.Over over -> over.version();
        };
    }

    private static Remains over(OperationState state) {
        Remains.End end = switch (state) {
            case OperationState.Completed completed -> Remains.End.COMPLETED;
            case OperationState.Failed failed ->
                failed.end().failure().code() == FailureCode.LOG_LOST ? Remains.End.CUT_OFF : Remains.End.UNDONE;
            case OperationState.Cancelled cancelled ->
                cancelled.end().meta().actor().equals(LogRecovery.ACTOR) ? Remains.End.CUT_OFF : Remains.End.UNDONE;
            case OperationState.Queued open -> throw new IllegalArgumentException("it has not ended");
            case OperationState.Running open -> throw new IllegalArgumentException("it has not ended");
            case OperationState.Ending open -> throw new IllegalArgumentException("it has not ended");
        };
        return new Remains.Over(state.operation().first(), state.operation().version(), end);
    }
}
