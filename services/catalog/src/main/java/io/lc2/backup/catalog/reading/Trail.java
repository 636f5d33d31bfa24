package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.event.PolicyEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** A backup or a command about one may bear the name of a policy. */
    static final String OF_POLICY = """
            SELECT log_offset, event_id, sequence, event_type, occurred_at, actor, step, attempt, detail
            FROM audit_entry
            WHERE project_id = :project AND operation_id = :policy
                AND (event_type IN (:events)
                    OR event_type = 'CommandRejected' AND split_part(detail, ' ', 1) IN (:commands))
                AND log_offset < :behind
            """;

    static final String OF_REQUEST = " AND command_id = :request";

    static final String NEWEST_FIRST = " ORDER BY log_offset DESC LIMIT :limit";

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

    static final List<String> POLICY_EVENTS = names(PolicyEvent.class);
    static final List<String> POLICY_COMMANDS = names(PolicyCommand.class);

    private record Placed(long offset, LoggedEvent event) {}

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

    /**
     * What has happened to a policy, and what was refused about it, newest first.
     *
     * @param key project and policy
     * @param request only what became of this command; null: all
     */
    public Page<LoggedEvent> policy(EntryKey key, @Nullable String request, PageRequest page) {
        String question = "policy-events/" + key + '/' + request;
        long behind = page.token() == null ? Long.MAX_VALUE : offset(page.token(), question);
        List<Placed> rows = jdbc.sql(OF_POLICY + (request == null ? "" : OF_REQUEST) + NEWEST_FIRST)
                .param("project", key.project().value())
                .param("policy", key.operation().value())
                .param("events", POLICY_EVENTS)
                .param("commands", POLICY_COMMANDS)
                .param("behind", behind)
                .param("request", request)
                .param("limit", page.size() + 1)
                .query((row, number) -> new Placed(row.getLong("log_offset"), event(row)))
                .list();
        List<LoggedEvent> items =
                rows.stream().limit(page.size()).map(Placed::event).toList();
        if (rows.size() <= page.size()) {
            return new Page<>(items, null);
        }
        String last = Long.toString(rows.get(page.size() - 1).offset());
        return new Page<>(items, new PageToken(Instant.EPOCH, last).text(question));
    }

    private static long offset(String token, String question) {
        try {
            return Long.parseLong(PageToken.parse(token, question).id());
        } catch (NumberFormatException e) {
            throw new InvalidQueryException("pageToken", "is not one that an answer gave; begin without it");
        }
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

    private static List<String> names(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }
}
