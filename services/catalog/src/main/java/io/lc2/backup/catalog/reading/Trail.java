package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.codec.EntryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events and queues from PostgreSQL. */
public final class Trail {

    /** The longest answer; the steps of one operation do not come near it. */
    static final int LONGEST = 10_000;

    private static final String EVENTS = """
            SELECT event_id, sequence, event_type, occurred_at, actor, step, attempt, detail
            FROM audit_entry
            WHERE project_id = :project AND operation_id = :operation AND event_id IS NOT NULL
            ORDER BY log_offset
            LIMIT :limit
            """;

    /** In the order in which the executor serves them. */
    private static final String QUEUE = """
            SELECT id FROM (
                SELECT requested_at, backup_id AS id FROM backup WHERE project_id = :project AND status = 'Queued'
                UNION ALL
                SELECT requested_at, restore_id FROM restore WHERE project_id = :project AND status = 'Queued'
                UNION ALL
                SELECT requested_at, operation_id FROM operation WHERE project_id = :project AND status = 'Queued'
            ) AS queued
            ORDER BY requested_at, id
            LIMIT :limit
            """;

    private final JdbcClient jdbc;

    /** Reads through the given client. */
    public Trail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What has happened to an operation, oldest first; empty when nothing has. */
    public List<LoggedEvent> events(EntryKey key) {
        return new ArrayList<>(jdbc.sql(EVENTS)
                .param("project", key.project().value())
                .param("operation", key.operation().value())
                .param("limit", LONGEST)
                .query((row, number) -> event(row))
                .list());
    }

    /** The operations of a project that wait for their turn, the next one first. */
    public List<String> queue(String project) {
        return jdbc.sql(QUEUE)
                .param("project", project)
                .param("limit", LONGEST)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getString("event_id"),
                row.getObject("sequence", Long.class),
                row.getString("event_type"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("actor"),
                row.getString("step"),
                row.getObject("attempt", Integer.class),
                row.getString("detail"));
    }
}
