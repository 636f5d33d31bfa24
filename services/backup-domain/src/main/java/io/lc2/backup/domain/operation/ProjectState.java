package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.Accepted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.time.Instant;
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
 * answered commands and used operation ids at least those the input names; all recovery points when it asks for a deletion
 * or the time of grace of one is over.
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

    /** True when the data of a deleted backup may be removed if nothing else speaks against it: all points must be known. */
    public boolean removalIsDue(Instant now) {
        return open.values().stream()
                .anyMatch(state -> state instanceof OperationState.Queued
                        && state.operation().subject() instanceof Subject.Purge purge
                        && !state.inGrace(now)
                        && !held(purge.backupId()));
    }

    private boolean held(OperationId backup) {
        RecoveryPoint point = points.get(backup);
        return point != null && point.held();
    }

    /**
     * Applies one event, live and on replay alike.
     *
     * @throws ImpossibleTransitionException when it cannot follow this state
     */
    public ProjectState evolve(BackupEvent event) {
        return switch (event) {
            case CommandRejected rejected -> with(rejected.command().commandId(), rejected.subject(), rejected);
            case RecoveryPointEvent happened ->
                new ProjectState(open, RecoveryPoints.evolve(points, happened), handled, ended)
                        .with(happened.meta().commandId(), happened.backupId().value(), happened);
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
        return switch (event) {
            case Accepted e -> next.with(e.meta().commandId(), id.value(), e);
            case CancellationRequested e -> next.with(e.meta().commandId(), id.value(), e);
            // The command names the backup and not the purge, which whoever sends it need not know.
            case BackupUndeleted e ->
                next.with(e.meta().commandId(), e.backupId().value(), e);
            case OperationEvent e -> next;
        };
    }

    private ProjectState with(CommandId command, String subject, BackupEvent event) {
        Map<CommandId, HandledCommand> commands = new HashMap<>(handled);
        commands.put(command, new HandledCommand(command, subject, event.occurredAt()));
        return new ProjectState(open, points, commands, ended);
    }
}
