package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.BackupChange;
import io.lc2.backup.domain.catalog.BackupTrack;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.EnvironmentHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that retention wants to know of an environment, from PostgreSQL. Reads in parts, so that no answer is held twice. */
public final class Environments {

    /** More are a mistake in the policy, or too much for one answer. */
    public static final int MOST_BACKUPS = 10_000;

    private static final int PART = 500;

    private static final String BACKUPS = """
            SELECT backup_id AS id, entry FROM backup
            WHERE project_id = :project AND environment = :environment AND status = 'Completed' AND backup_id > :behind
            ORDER BY backup_id
            LIMIT :part
            """;

    private static final String OPERATIONS = """
            SELECT operation_id AS id, operation.entry FROM operation JOIN backup USING (project_id, backup_id)
            WHERE project_id = :project AND environment = :environment AND operation_id > :behind
            ORDER BY operation_id
            LIMIT :part
            """;

    private static final String DRILLS = """
            SELECT restore_id AS id, entry FROM restore
            WHERE project_id = :project AND drill_environment = :environment AND restore_id > :behind
            ORDER BY restore_id
            LIMIT :part
            """;

    /** Holds are no operations: what is known of them is in the trail. */
    private static final String HOLDS = """
            SELECT backup_id, event_type, occurred_at
            FROM backup JOIN audit_entry ON audit_entry.project_id = backup.project_id AND operation_id = backup_id
            WHERE backup.project_id = :project AND environment = :environment
              AND event_type IN ('BackupHeld', 'BackupReleased')
            ORDER BY log_offset
            """;

    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
    private record Row(String id, byte[] entry) {}

    private final JdbcClient jdbc;
    private final EntryFormat format;
    private final Lists lists;

    /** Reads through the given client. */
    public Environments(JdbcClient jdbc, EntryFormat format, Lists lists) {
        this.jdbc = jdbc;
        this.format = format;
        this.lists = lists;
    }

    /**
     * The completed backups of an environment and all that was done to them.
     *
     * @throws UnknownProjectException when nothing is known of the project
     * @throws TooManyBackupsException when there are too many
     */
    public EnvironmentHistory history(ProjectId project, String environment) {
        List<BackupTrack> backups = backups(project, environment);
        List<BackupChange> changes = new ArrayList<>();
        read(OPERATIONS, project, environment, entry -> changes.addAll(BackupChange.of(entry)));
        read(DRILLS, project, environment, entry -> changes.addAll(BackupChange.of(entry)));
        changes.addAll(jdbc.sql(HOLDS)
                .param("project", project.value())
                .param("environment", environment)
                .query((row, number) -> new BackupChange(
                        row.getTimestamp("occurred_at").toInstant(),
                        new OperationId(row.getString("backup_id")),
                        row.getString("event_type").equals("BackupHeld")
                                ? BackupChange.Kind.HELD
                                : BackupChange.Kind.RELEASED))
                .list());
        return new EnvironmentHistory(backups, changes);
    }

    private List<BackupTrack> backups(ProjectId project, String environment) {
        List<BackupTrack> backups = new ArrayList<>();
        read(BACKUPS, project, environment, entry -> {
            BackupTrack.of(entry).ifPresent(backups::add);
            if (backups.size() > MOST_BACKUPS) {
                throw new TooManyBackupsException(MOST_BACKUPS);
            }
        });
        if (backups.isEmpty()) {
            lists.requireKnown(project);
        }
        return backups;
    }

    private void read(String sql, ProjectId project, String environment, Consumer<CatalogEntry> each) {
        String behind = "";
        List<Row> rows;
        do {
            rows = jdbc.sql(sql)
                    .param("project", project.value())
                    .param("environment", environment)
                    .param("behind", behind)
                    .param("part", PART)
                    .query((row, number) -> new Row(row.getString("id"), row.getBytes("entry")))
                    .list();
            rows.forEach(row -> each.accept(format.read(row.entry())));
            behind = rows.isEmpty() ? behind : rows.getLast().id();
        } while (rows.size() == PART);
    }
}
