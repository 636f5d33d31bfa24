package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The slots of one executor over all its partitions. It counts operations in the stores, not threads: each partition
 * says which of its operations are active. Nothing starts while a partition has not said so yet, or after a restart the
 * first partition would fill the slots that operations of the others hold.
 *
 * <p>Guarded by its own monitor, which is held for one pure decision and never for I/O.
 */
public final class ExecutorSlots {

    private static final FreeSlots NONE = new FreeSlots(0, 0, 0);

    private final Limits limits;
    private final Map<Integer, Map<Key, OperationKind>> active = new HashMap<>();
    private final Set<Integer> uncounted = new HashSet<>();

    /**
     * Starts with everything free.
     *
     * @param limits what may run at once
     */
    public ExecutorSlots(Limits limits) {
        this.limits = limits;
    }

    /** Number of operations that hold a slot. */
    public synchronized int active() {
        return active.values().stream().mapToInt(Map::size).sum();
    }

    /** Number of partitions assigned to this executor whose operations are counted. */
    public synchronized int partitions() {
        return active.size() - uncounted.size();
    }

    /** Number of partitions assigned to this executor whose operations are still being counted. */
    public synchronized int recovering() {
        return uncounted.size();
    }

    /** Decides with what is free and takes it at once, so that two partitions cannot take the last slot both. */
    synchronized Decision decide(int partition, ProjectId project, Function<FreeSlots, Decision> decider) {
        Decision decision = decider.apply(free());
        update(partition, project, decision.state());
        return decision;
    }

    synchronized void assigned(int partition) {
        active.put(partition, new HashMap<>());
        uncounted.add(partition);
    }

    synchronized void counted(int partition) {
        uncounted.remove(partition);
    }

    synchronized void lost(int partition) {
        active.remove(partition);
        uncounted.remove(partition);
    }

    synchronized void update(int partition, ProjectId project, OperationState state) {
        Key key = new Key(project, state.operation().first().operationId());
        Map<Key, OperationKind> mine = of(partition);
        if (state.active()) {
            mine.put(key, state.operation().first().kind());
        } else {
            mine.remove(key);
        }
    }

    /** What is free now. */
    synchronized FreeSlots free() {
        if (!uncounted.isEmpty()) {
            return NONE;
        }
        Map<OperationKind, Integer> taken = new HashMap<>();
        active.values().forEach(partition -> partition.values().forEach(kind -> taken.merge(kind, 1, Integer::sum)));
        return new FreeSlots(
                limits.backups() - taken.getOrDefault(OperationKind.BACKUP, 0),
                limits.restores() - taken.getOrDefault(OperationKind.RESTORE, 0),
                limits.maintenance()
                        - taken.getOrDefault(OperationKind.VERIFICATION, 0)
                        - taken.getOrDefault(OperationKind.PURGE, 0));
    }

    private void update(int partition, ProjectId project, ProjectState after) {
        of(partition)
                .keySet()
                .removeIf(key -> key.project().equals(project) && !after.open().containsKey(key.id()));
        after.open().values().forEach(state -> update(partition, project, state));
    }

    private Map<Key, OperationKind> of(int partition) {
        return active.computeIfAbsent(partition, ignored -> new HashMap<>());
    }

    private record Key(ProjectId project, OperationId id) {}
}
