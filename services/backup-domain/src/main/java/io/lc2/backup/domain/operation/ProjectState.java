package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.Accepted;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a project where a decision about it is made: all operations that have not ended, and of recovery points,
 * answered commands and used operation ids at least those the input names.
 *
 * @param open operations that have not ended
 * @param points recovery points by backup
 * @param handled answered commands
 * @param ended ids of operations that have ended
 */
public record ProjectState(
        Map<OperationId, OperationState> open,
        Map<OperationId, RecoveryPoint> points,
        Map<CommandId, HandledCommand> handled,
        Set<OperationId> ended) {

    /** A project nothing is known of. */
    public static final ProjectState EMPTY = new ProjectState(Map.of(), Map.of(), Map.of(), Set.of());

    /** Oldest first; the id decides between two of one instant, so that every replay sees the same order. */
    private static final Comparator<OperationState> OLDEST_FIRST = Comparator.comparing(
                    (OperationState state) -> state.operation().first().occurredAt())
            .thenComparing(state -> state.operation().first().operationId());

    public ProjectState {
        open = Map.copyOf(open);
        points = Map.copyOf(points);
        handled = Map.copyOf(handled);
        ended = Set.copyOf(ended);
    }

    /** Operations that have not ended, in order of acceptance. */
    public List<OperationState> inOrder() {
        List<OperationState> list = new ArrayList<>(open.values());
        list.sort(OLDEST_FIRST);
        return Collections.unmodifiableList(list);
    }

    /** An operation that has not ended. */
    public Optional<OperationState> operation(OperationId id) {
        return Optional.ofNullable(open.get(id));
    }

    /**
     * Applies one event, live and on replay alike.
     *
     * @throws ImpossibleTransitionException when it cannot follow this state
     */
    public ProjectState evolve(BackupEvent event) {
        return switch (event) {
            case CommandRejected rejected -> with(rejected.command().commandId(), rejected.subject(), rejected);
            case OperationEvent happened -> evolveOperation(happened);
            case PolicyEvent policy ->
                throw new ImpossibleTransitionException(policy.eventId() + " is about a policy, not an operation");
        };
    }

    private ProjectState evolveOperation(OperationEvent event) {
        OperationId id = event.meta().operationId();
        OperationState after = Evolution.evolve(open.get(id), event);
        Map<OperationId, OperationState> operations = new TreeMap<>(open);
        Set<OperationId> over = ended;
        if (after.ended()) {
            operations.remove(id);
            over = new TreeSet<>(ended);
            over.add(id);
        } else {
            operations.put(id, after);
        }
        ProjectState next = new ProjectState(operations, RecoveryPoints.evolve(points, event), handled, over);
        return event instanceof Accepted || event instanceof CancellationRequested
                ? next.with(event.meta().commandId(), id.value(), event)
                : next;
    }

    private ProjectState with(CommandId command, String subject, BackupEvent event) {
        Map<CommandId, HandledCommand> commands = new HashMap<>(handled);
        commands.put(command, new HandledCommand(command, subject, event.occurredAt()));
        return new ProjectState(open, points, commands, ended);
    }
}
