package io.lc2.backup.catalog.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares every row that was put aside with the row that the replay made, and looks for rows that are new although
 * everything they say was known before. What has happened since is not a difference.
 */
@SuppressWarnings("InlineFormatString") // SQL reads best as a whole, in a constant of its own.
public final class Comparison {

    /**
     * What was found.
     *
     * @param rows rows of operations and policies there are now
     * @param events rows of the audit trail there are now
     * @param differences per table how many rows are missing, other or new; tables without are left out
     */
    public record Result(long rows, long events, Map<String, Long> differences) {

        /** Whether the replay gave what was there. */
        public boolean identical() {
            return differences.isEmpty();
        }
    }

    private static final Map<String, String> ENTRY_TABLES =
            Map.of("backup", "backup_id", "restore", "restore_id", "operation", "operation_id", "policy", "policy_id");

    /** Missing, or other although not newer. */
    private static final String CHANGED_ENTRIES = """
            SELECT count(*)
            FROM %1$s.%3$s AS old LEFT JOIN %2$s.%3$s AS new USING (project_id, %4$s)
            WHERE new.version IS NULL
               OR (new.version <= old.version AND ROW(new.*) IS DISTINCT FROM ROW(old.*))
            """;

    /** New, although made by an event that was folded before. */
    private static final String SURPLUS_ENTRIES = """
            SELECT count(*)
            FROM %2$s.%3$s AS new
            LEFT JOIN %1$s.%3$s AS old USING (project_id, %4$s)
            JOIN unnest(?::int[], ?::bigint[]) AS folded (log_partition, next_offset) ON new.version < next_offset
            JOIN %2$s.audit_entry AS event
              ON event.log_partition = folded.log_partition
             AND event.log_offset = new.version
             AND event.project_id = new.project_id
            WHERE old.version IS NULL
            """;

    private static final String CHANGED_EVENTS = """
            SELECT count(*)
            FROM %1$s.audit_entry AS old LEFT JOIN %2$s.audit_entry AS new USING (log_partition, log_offset)
            WHERE new.log_offset IS NULL OR ROW(new.*) IS DISTINCT FROM ROW(old.*)
            """;

    private static final String SURPLUS_EVENTS = """
            SELECT count(*)
            FROM %2$s.audit_entry AS new
            LEFT JOIN %1$s.audit_entry AS old USING (log_partition, log_offset)
            JOIN unnest(?::int[], ?::bigint[]) AS folded (log_partition, next_offset)
              ON new.log_partition = folded.log_partition AND new.log_offset < folded.next_offset
            WHERE old.log_offset IS NULL
            """;

    private static final String CHANGED_CHAINS = """
            SELECT count(*)
            FROM %1$s.audit_chain AS old LEFT JOIN %2$s.audit_chain AS new USING (project_id)
            WHERE new.entries IS NULL
               OR new.entries < old.entries
               OR (new.entries = old.entries AND new.head <> old.head)
            """;

    private static final String COUNT = "SELECT count(*) FROM %s.%s";

    private final DataSource database;
    private final String before;
    private final String now;

    /** Compares the tables of a schema with those that were put aside. */
    public Comparison(DataSource database, String schema) {
        this.database = database;
        this.before = ProjectionDatabase.quoted(schema + ProjectionDatabase.BEFORE_SUFFIX);
        this.now = ProjectionDatabase.quoted(schema);
    }

    /**
     * Compares.
     *
     * @param folded per partition of backup-events the offset up to which the rows of before were made
     */
    public Result compare(Map<TopicPartition, Long> folded) throws SQLException {
        Map<String, Long> differences = new LinkedHashMap<>();
        long rows = 0;
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, String> table : ENTRY_TABLES.entrySet()) {
                long found = count(connection, CHANGED_ENTRIES.formatted(before, now, table.getKey(), table.getValue()))
                        + surplus(
                                connection,
                                SURPLUS_ENTRIES.formatted(before, now, table.getKey(), table.getValue()),
                                folded);
                note(differences, table.getKey(), found);
                rows += count(connection, COUNT.formatted(now, table.getKey()));
            }
            note(
                    differences,
                    "audit_entry",
                    count(connection, CHANGED_EVENTS.formatted(before, now))
                            + surplus(connection, SURPLUS_EVENTS.formatted(before, now), folded));
            note(differences, "audit_chain", count(connection, CHANGED_CHAINS.formatted(before, now)));
            return new Result(rows, count(connection, COUNT.formatted(now, "audit_entry")), differences);
        }
    }

    private static long surplus(Connection connection, String sql, Map<TopicPartition, Long> folded)
            throws SQLException {
        StringJoiner partitions = new StringJoiner(",", "{", "}");
        StringJoiner offsets = new StringJoiner(",", "{", "}");
        folded.forEach((partition, offset) -> {
            partitions.add(Integer.toString(partition.partition()));
            offsets.add(Long.toString(offset));
        });
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, partitions.toString());
            statement.setString(2, offsets.toString());
            return single(statement);
        }
    }

    private static void note(Map<String, Long> differences, String table, long found) {
        if (found > 0) {
            differences.put(table, found);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return single(statement);
        }
    }

    private static long single(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
