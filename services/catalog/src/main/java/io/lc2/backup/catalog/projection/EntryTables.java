package io.lc2.backup.catalog.projection;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.catalog.BackupFacts;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.DrillFacts;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.catalog.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes entries into the table of their kind; an older version never replaces a newer one. */
public final class EntryTables {

    /** Writes a backup: project, id, version, then every other column of the table in its order, the entry last. */
    public static final String BACKUP = """
            INSERT INTO backup (project_id, backup_id, version, environment, application, provider, status,
                verification, lifecycle, held, components, bytes, objects,
                requested_at, started_at, ended_at, data_time, initiator, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, backup_id) DO UPDATE SET
                version = excluded.version, environment = excluded.environment, application = excluded.application,
                provider = excluded.provider, status = excluded.status, verification = excluded.verification,
                lifecycle = excluded.lifecycle, held = excluded.held, components = excluded.components,
                bytes = excluded.bytes, objects = excluded.objects, requested_at = excluded.requested_at,
                started_at = excluded.started_at, ended_at = excluded.ended_at, data_time = excluded.data_time,
                initiator = excluded.initiator, entry = excluded.entry
            WHERE backup.version < excluded.version
            """;

    private static final String RESTORE = """
            INSERT INTO restore (project_id, restore_id, version, target_environment, drill_environment, backup_id,
                provider, status, requested_at, started_at, ended_at, initiator, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, restore_id) DO UPDATE SET
                version = excluded.version, target_environment = excluded.target_environment,
                drill_environment = excluded.drill_environment,
                backup_id = excluded.backup_id, provider = excluded.provider, status = excluded.status,
                requested_at = excluded.requested_at, started_at = excluded.started_at, ended_at = excluded.ended_at,
                initiator = excluded.initiator, entry = excluded.entry
            WHERE restore.version < excluded.version
            """;

    private static final String OPERATION = """
            INSERT INTO operation (project_id, operation_id, version, kind, backup_id, provider, status,
                requested_at, started_at, ended_at, initiator, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, operation_id) DO UPDATE SET
                version = excluded.version, kind = excluded.kind, backup_id = excluded.backup_id,
                provider = excluded.provider, status = excluded.status, requested_at = excluded.requested_at,
                started_at = excluded.started_at, ended_at = excluded.ended_at,
                initiator = excluded.initiator, entry = excluded.entry
            WHERE operation.version < excluded.version
            """;

    private EntryTables() {}

    static void write(Connection connection, List<EntryRow> rows) throws SQLException {
        write(connection, BACKUP, of(rows, EnumSet.of(OperationKind.BACKUP)));
        write(connection, RESTORE, of(rows, EnumSet.of(OperationKind.RESTORE)));
        write(connection, OPERATION, of(rows, EnumSet.of(OperationKind.VERIFICATION, OperationKind.PURGE)));
    }

    private static List<EntryRow> of(List<EntryRow> rows, Set<OperationKind> kinds) {
        return rows.stream().filter(row -> kinds.contains(row.entry().kind())).toList();
    }

    private static void write(Connection connection, String sql, List<EntryRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            for (EntryRow row : rows) {
                CatalogEntry entry = row.entry();
                columns.text(entry.project().value())
                        .text(entry.operationId().value())
                        .number(row.version().value());
                EntrySummary summary = EntrySummary.of(entry);
                switch (entry.kind()) {
                    case BACKUP -> backup(columns, row, summary);
                    case RESTORE -> rest(target(columns, entry, summary), row, summary);
                    case VERIFICATION, PURGE -> rest(columns.text(Words.kebab(entry.kind())), row, summary);
                }
                columns.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void backup(Columns columns, EntryRow row, EntrySummary summary) throws SQLException {
        BackupFacts facts = BackupFacts.of(row.entry());
        columns.key(summary.environment())
                .text(summary.application() == null ? null : Words.kebab(summary.application()))
                .text(Words.kebab(summary.provider()))
                .text(summary.status().wireName())
                .text(Words.camel(facts.verification()))
                .text(Words.camel(facts.lifecycle()))
                .flag(facts.held())
                .text(facts.components().stream().map(Words::kebab).collect(Collectors.joining(",", "{", "}")))
                .number(facts.bytes())
                .number(facts.objects())
                .time(summary.requestedAt())
                .time(summary.startedAt())
                .time(summary.endedAt())
                .time(facts.dataTime())
                .text(summary.initiator().id())
                .bytes(row.bytes());
    }

    private static Columns target(Columns columns, CatalogEntry entry, EntrySummary summary) throws SQLException {
        DrillFacts drill = DrillFacts.of(entry);
        return drill == null
                ? columns.key(summary.environment()).key(null)
                : columns.key(null).key(drill.environment());
    }

    private static void rest(Columns columns, EntryRow row, EntrySummary summary) throws SQLException {
        OperationId backup = summary.backupId();
        columns.text(backup == null ? null : backup.value())
                .text(Words.kebab(summary.provider()))
                .text(summary.status().wireName())
                .time(summary.requestedAt())
                .time(summary.startedAt())
                .time(summary.endedAt())
                .text(summary.initiator().id())
                .bytes(row.bytes());
    }
}
