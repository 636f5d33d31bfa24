package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.executor.streams.PartitionLoop;
import java.util.List;

/**
 * The stores of one task.
 *
 * @param operations operations that have not ended
 * @param points recovery points
 * @param ledger answered commands and ended operations
 */
record TaskStores(
        MemoryStore<OperationState> operations, MemoryStore<RecoveryPoint> points, MemoryStore<HandledCommand> ledger) {

    /** Restored from what is committed. */
    static TaskStores of(Partition partition) {
        return new TaskStores(
                new MemoryStore<>(PartitionLoop.OPERATIONS, partition.operations()),
                new MemoryStore<>(PartitionLoop.POINTS, partition.points()),
                new MemoryStore<>(PartitionLoop.LEDGER, partition.ledger()));
    }

    /** Commits, and tells what that changed. */
    Changes commitTo(Partition partition) {
        Changes changes = new Changes(operations.changedKeys(), points.changedKeys());
        operations.commitTo(partition.operations());
        points.commitTo(partition.points());
        ledger.commitTo(partition.ledger());
        return changes;
    }

    /**
     * What a transaction has changed.
     *
     * @param operations keys of operations
     * @param points keys of recovery points
     */
    record Changes(List<String> operations, List<String> points) {}
}
