package io.lc2.backup.catalog.projection;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought, decoded.
 *
 * @param entries the newest record of each entry
 * @param audit every record of backup-events, in the order of their partitions
 * @param policies those of them that may change a policy, in the same order
 * @param moves per partition the offset the database is to have, and the one it is to get
 * @param records how many records were read
 */
record Batch(
        List<EntryRow> entries,
        List<AuditRecord> audit,
        List<PolicyInput> policies,
        Map<TopicPartition, Move> moves,
        int records) {

    /**
     * An offset that moves on.
     *
     * @param from the next offset to read before the batch
     * @param to the next offset to read after it
     */
    record Move(long from, long to) {}
}
