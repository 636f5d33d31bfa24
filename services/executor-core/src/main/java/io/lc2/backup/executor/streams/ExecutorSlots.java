package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.OperationState;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots of one executor over all its partitions. It counts operations in the stores, not threads: each partition
 * says which of its operations are active. Guarded by its own monitor, which is held for the length of one decision.
 */
public final class ExecutorSlots {

    private final Limits limits;
    private final Map<Integer, Map<Key, OperationKind>> active = new HashMap<>();

    /**
     * Starts with everything free.
     *
     * @param limits what may run at once
     */
    public ExecutorSlots(Limits limits) {
        this.limits = limits;
    }

    /** What is free now. */
    public synchronized FreeSlots free() {
        Map<OperationKind, Integer> taken = new HashMap<>();
        active.values().forEach(partition -> partition.values().forEach(kind -> taken.merge(kind, 1, Integer::sum)));
        return new FreeSlots(
                limits.backups() - taken.getOrDefault(OperationKind.BACKUP, 0),
                limits.restores() - taken.getOrDefault(OperationKind.RESTORE, 0),
                limits.maintenance()
                        - taken.getOrDefault(OperationKind.VERIFICATION, 0)
                        - taken.getOrDefault(OperationKind.PURGE, 0));
    }

    /** Number of operations that hold a slot. */
    public synchronized int active() {
        return active.values().stream().mapToInt(Map::size).sum();
    }

    synchronized void forget(int partition) {
        active.remove(partition);
    }

    synchronized void update(int partition, ProjectId project, OperationId id, OperationState state) {
        Map<Key, OperationKind> mine = active.computeIfAbsent(partition, ignored -> new HashMap<>());
        if (state.active()) {
            mine.put(new Key(project, id), state.operation().first().kind());
        } else {
            mine.remove(new Key(project, id));
        }
    }

    synchronized void release(int partition, ProjectId project, OperationId id) {
        Map<Key, OperationKind> mine = active.get(partition);
        if (mine != null) {
            mine.remove(new Key(project, id));
        }
    }

    private record Key(ProjectId project, OperationId id) {}
}
