package io.lc2.backup.catalog.projection;

import io.lc2.backup.catalog.policies.PolicyRow;
import io.lc2.backup.catalog.policies.PolicyRows;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.PolicyEntry;
import io.lc2.backup.domain.catalog.PolicyEntry.Definition;
import io.lc2.backup.domain.catalog.PolicyEntry.LastRun;
import io.lc2.backup.domain.catalog.PolicyEntry.LeftOut;
import io.lc2.backup.domain.catalog.PolicyEntry.Retained;
import io.lc2.backup.domain.catalog.PolicyFold;
import io.lc2.backup.domain.policy.PolicyState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into the rows of their policies. What is folded onto is read in the same transaction, whose offset row is
 * locked: nobody else changes a policy of these partitions meanwhile.
 */
final class PolicyTable {

    private static final String FIND = "SELECT " + PolicyRows.COLUMNS + """
             FROM policy
            WHERE (project_id, policy_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))
            """;

    private static final String WRITE = """
            INSERT INTO policy (project_id, policy_id, version, environment, paused, removed, defined_at, defined_by,
                run_due, run_fired_at, run_backup_id, missed_first, missed_last, missed_count, missed_reason,
                skipped_first, skipped_last, skipped_count, skipped_reason,
                retained_at, retained_kept, retained_deleted, retained_left, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, policy_id) DO UPDATE SET
                version = excluded.version, environment = excluded.environment, paused = excluded.paused,
                removed = excluded.removed, defined_at = excluded.defined_at, defined_by = excluded.defined_by,
                run_due = excluded.run_due, run_fired_at = excluded.run_fired_at,
                run_backup_id = excluded.run_backup_id, missed_first = excluded.missed_first,
                missed_last = excluded.missed_last, missed_count = excluded.missed_count,
                missed_reason = excluded.missed_reason, skipped_first = excluded.skipped_first,
                skipped_last = excluded.skipped_last, skipped_count = excluded.skipped_count,
                skipped_reason = excluded.skipped_reason, retained_at = excluded.retained_at,
                retained_kept = excluded.retained_kept, retained_deleted = excluded.retained_deleted,
                retained_left = excluded.retained_left, state = excluded.state
            WHERE policy.version < excluded.version
            """;

    private record Key(ProjectId project, PolicyId policy) {}

    private PolicyTable() {}

    static void write(Connection connection, List<PolicyInput> inputs) throws SQLException {
        if (inputs.isEmpty()) {
            return;
        }
        Map<Key, @Nullable PolicyRow> rows = new LinkedHashMap<>();
        inputs.forEach(input -> rows.put(key(input), null));
        rows.putAll(find(connection, rows));
        Map<Key, PolicyRow> changed = new LinkedHashMap<>();
        for (PolicyInput input : inputs) {
            PolicyRow before = rows.get(key(input));
            PolicyEntry entry = before == null ? null : before.entry();
            PolicyEntry after = PolicyFold.apply(entry, input.event());
            if (after != null && !after.equals(entry)) {
                PolicyRow row = new PolicyRow(after, input.offset());
                rows.put(key(input), row);
                changed.put(key(input), row);
            }
        }
        save(connection, changed);
    }

    private static Key key(PolicyInput input) {
        return new Key(input.event().project(), input.policy());
    }

    private static Map<Key, PolicyRow> find(Connection connection, Map<Key, @Nullable PolicyRow> wanted)
            throws SQLException {
        StringJoiner projects = new StringJoiner(",", "{", "}");
        StringJoiner policies = new StringJoiner(",", "{", "}");
        wanted.keySet().forEach(key -> {
            projects.add(key.project().value());
            policies.add(key.policy().value());
        });
        Map<Key, PolicyRow> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, projects.toString());
            statement.setString(2, policies.toString());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    PolicyRow row = PolicyRows.read(rows);
                    found.put(new Key(row.entry().project(), row.entry().id()), row);
                }
            }
        }
        return found;
    }

    private static void save(Connection connection, Map<Key, PolicyRow> changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            Columns columns = new Columns(statement);
            for (PolicyRow row : changed.values()) {
                columns.text(row.entry().project().value())
                        .text(row.entry().id().value())
                        .number(row.version());
                state(columns, row.entry().state());
                course(columns, row.entry().course());
                columns.bytes(PolicyRows.bytes(row.entry().state()));
                columns.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void state(Columns columns, PolicyState state) throws SQLException {
        switch (state) {
            case PolicyState.Active active ->
                columns.key(active.policy().backup().environment())
                        .flag(active.paused())
                        .flag(false);
            case PolicyState.Removed removed -> columns.key(null).flag(false).flag(true);
        }
    }

    private static void course(Columns columns, PolicyEntry.Course course) throws SQLException {
        Definition defined = course.defined();
        columns.time(defined == null ? null : defined.at()).text(defined == null ? null : defined.by());
        LastRun run = course.lastRun();
        columns.time(run == null ? null : run.due())
                .time(run == null ? null : run.firedAt())
                .text(run == null ? null : run.backupId().value());
        leftOut(columns, course.lastMissed());
        leftOut(columns, course.lastSkipped());
        Retained retained = course.retained();
        columns.time(retained == null ? null : retained.at())
                .number(retained == null ? null : (Integer) retained.kept())
                .number(retained == null ? null : (Integer) retained.deleted())
                .number(retained == null ? null : (Integer) retained.left());
    }

    private static void leftOut(Columns columns, @Nullable LeftOut runs) throws SQLException {
        columns.time(runs == null ? null : runs.first())
                .time(runs == null ? null : runs.last())
                .number(runs == null ? null : (Integer) runs.count())
                .text(runs == null ? null : runs.reason().name());
    }
}
