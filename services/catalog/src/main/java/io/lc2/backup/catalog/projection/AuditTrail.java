package io.lc2.backup.catalog.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Appends records to the audit trail and each project's chain to its hashes. */
final class AuditTrail {

    private static final String HEADS = """
            SELECT project_id, head, entries FROM audit_chain WHERE project_id = ANY (?)
            """;

    private static final String APPEND = """
            INSERT INTO audit_entry (log_partition, log_offset, project_id, event_id, event_type, operation_id,
                sequence, step, attempt, actor, client_address, command_id, correlation_id, occurred_at, detail, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String MOVE_HEAD = """
            INSERT INTO audit_chain (project_id, entries, head) VALUES (?, ?, ?)
            ON CONFLICT (project_id) DO UPDATE SET entries = excluded.entries, head = excluded.head
            """;

    private AuditTrail() {}

    /** Everything of a project is in one partition, whose offset row the transaction has locked: nobody else appends. */
    static void append(Connection connection, List<AuditRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        Map<String, HashChain> chains = chains(connection, records);
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            Columns columns = new Columns(statement);
            for (AuditRecord record : records) {
                HashChain chain = chains.computeIfAbsent(record.project(), project -> HashChain.start());
                add(columns, record, chain.add(record.raw()));
            }
            statement.executeBatch();
        }
        moveHeads(connection, chains);
    }

    private static Map<String, HashChain> chains(Connection connection, List<AuditRecord> records) throws SQLException {
        TreeSet<String> projects = new TreeSet<>();
        records.forEach(record -> projects.add(record.project()));
        Map<String, HashChain> chains = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(HEADS)) {
            statement.setArray(1, connection.createArrayOf("text", projects.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    chains.put(
                            rows.getString("project_id"),
                            HashChain.from(rows.getBytes("head"), rows.getLong("entries")));
                }
            }
        }
        return chains;
    }

    private static void add(Columns columns, AuditRecord record, byte[] hash) throws SQLException {
        AuditRow row = record.row();
        columns.number(record.partition())
                .number(record.offset())
                .text(record.project())
                .text(row.eventId())
                .text(row.eventType())
                .key(row.operationId())
                .number(row.sequence())
                .text(row.step())
                .number(row.attempt())
                .text(row.actor())
                .text(row.clientAddress())
                .text(row.commandId())
                .text(row.correlationId())
                .time(row.occurredAt())
                .text(row.detail())
                .bytes(hash)
                .addBatch();
    }

    private static void moveHeads(Connection connection, Map<String, HashChain> chains) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE_HEAD)) {
            Columns columns = new Columns(statement);
            for (Map.Entry<String, HashChain> chain : chains.entrySet()) {
                columns.text(chain.getKey())
                        .number(chain.getValue().entries())
                        .bytes(chain.getValue().head())
                        .addBatch();
            }
            statement.executeBatch();
        }
    }
}
