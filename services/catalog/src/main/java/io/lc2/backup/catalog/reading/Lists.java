package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.operation.Status;
import io.lc2.backup.domain.policy.ScheduledRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists from PostgreSQL, newest first. A page begins behind a place and not at a number, so it never skips or repeats. */
@SuppressWarnings("InlineFormatString") // SQL reads best as a whole, in a constant of its own.
public final class Lists {

    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
    private record Row(Instant requestedAt, String id, byte[] entry) {}

    /** One row more than asked for tells whether there is another page. */
    private static final String NEWEST_FIRST = """
            ORDER BY requested_at DESC, %1$s DESC LIMIT :limit
            """;

    private static final String SELECT = """
            SELECT requested_at, %1$s AS id, entry FROM %2$s WHERE project_id = :project
            """;

    private static final String BEHIND = " AND (requested_at, %1$s) < (:at, :behind)\n";

    /** A drill that somebody cancelled has no result. */
    private static final String LAST_DRILLS = """
            SELECT DISTINCT ON (drill_environment) entry FROM restore
            WHERE project_id = :project AND drill_environment IS NOT NULL AND status IN ('Completed', 'Failed')
            """;

    private static final String LAST_DRILLS_ORDER = """
            ORDER BY drill_environment, ended_at DESC, restore_id DESC LIMIT :limit
            """;

    /** A due time begins with a digit, and what comes after the digits is the colon. */
    static final String LAST_DRILL_OF_POLICY = """
            SELECT entry FROM restore
            WHERE project_id = :project AND drill_environment IS NOT NULL AND status IN ('Completed', 'Failed')
                AND restore_id >= :drillsBegin || '0' AND restore_id < :drillsBegin || ':'
                AND length(restore_id) = :length
            ORDER BY ended_at DESC, restore_id DESC LIMIT 1
            """;

    /** A project has few environments; whoever invents thousands does not get them all. */
    private static final int MOST_ENVIRONMENTS = 1000;

    private static final String EXISTS = """
            SELECT EXISTS (SELECT 1 FROM backup WHERE project_id = :project)
                OR EXISTS (SELECT 1 FROM restore WHERE project_id = :project)
                OR EXISTS (SELECT 1 FROM operation WHERE project_id = :project)
                OR EXISTS (SELECT 1 FROM audit_chain WHERE project_id = :project)
            """;

    private final JdbcClient jdbc;
    private final EntryFormat format;

    /** Reads through the given client. */
    public Lists(JdbcClient jdbc, EntryFormat format) {
        this.jdbc = jdbc;
        this.format = format;
    }

    /**
     * Backups.
     *
     * @throws UnknownProjectException when nothing is known of the project
     */
    public Page<CatalogEntry> backups(BackupQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        restrict(where, values, " AND environment = :environment\n", "environment", query.environment());
        restrict(where, values, " AND application = :application\n", "application", word(query.application()));
        restrict(where, values, " AND :component = ANY (components)\n", "component", word(query.component()));
        restrict(where, values, " AND status = :status\n", "status", name(query.status()));
        restrict(where, values, " AND requested_at >= :from\n", "from", time(query.from()));
        restrict(where, values, " AND requested_at < :to\n", "to", time(query.to()));
        Page<CatalogEntry> page =
                page(new Source("backup", "backup_id", query.project(), query.question()), where, values, query.page());
        if (page.items().isEmpty() && query.unrestricted()) {
            requireKnown(query.project());
        }
        return page;
    }

    /**
     * Restores.
     *
     * @param environment into this environment; null for any
     * @throws UnknownProjectException when nothing is known of the project
     */
    public Page<CatalogEntry> restores(ProjectId project, @Nullable String environment, PageRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        restrict(where, values, " AND target_environment = :environment\n", "environment", environment);
        String question = "restores/" + project + '/' + environment;
        Page<CatalogEntry> page = page(new Source("restore", "restore_id", project, question), where, values, request);
        if (page.items().isEmpty() && request.token() == null) {
            requireKnown(project);
        }
        return page;
    }

    /**
     * The last drill of each environment that has passed or failed, in the order of the environments' names.
     *
     * @param environment only of this environment; null for all
     * @throws UnknownProjectException when nothing is known of the project
     */
    public List<CatalogEntry> lastDrills(ProjectId project, @Nullable String environment) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        restrict(where, values, " AND drill_environment = :environment\n", "environment", environment);
        List<CatalogEntry> drills = jdbc.sql(LAST_DRILLS + where + LAST_DRILLS_ORDER)
                .param("project", project.value())
                .params(values)
                .param("limit", MOST_ENVIRONMENTS)
                .query((row, number) -> format.read(row.getBytes("entry")))
                .list();
        if (drills.isEmpty()) {
            requireKnown(project);
        }
        return drills;
    }

    Optional<CatalogEntry> lastDrill(ProjectId project, PolicyId policy) {
        String drillsBegin = ScheduledRun.drillsBegin(policy);
        return jdbc.sql(LAST_DRILL_OF_POLICY)
                .param("project", project.value())
                .param("drillsBegin", drillsBegin)
                .param("length", drillsBegin.length() + ScheduledRun.DUE_LENGTH)
                .query((row, number) -> format.read(row.getBytes("entry")))
                .optional();
    }

    private record Source(String table, String idColumn, ProjectId project, String question) {}

    private Page<CatalogEntry> page(
            Source source, StringBuilder where, Map<String, Object> values, PageRequest request) {
        if (request.token() != null) {
            PageToken behind = PageToken.parse(request.token(), source.question());
            where.append(BEHIND.formatted(source.idColumn()));
            values.put("at", behind.requestedAt().atOffset(ZoneOffset.UTC));
            values.put("behind", behind.id());
        }
        List<Row> rows = jdbc.sql(SELECT.formatted(source.idColumn(), source.table())
                        + where
                        + NEWEST_FIRST.formatted(source.idColumn()))
                .param("project", source.project().value())
                .params(values)
                .param("limit", request.size() + 1)
                .query((row, number) -> new Row(
                        row.getTimestamp("requested_at").toInstant(), row.getString("id"), row.getBytes("entry")))
                .list();
        List<CatalogEntry> items = new ArrayList<>();
        rows.stream().limit(request.size()).forEach(row -> items.add(format.read(row.entry())));
        if (rows.size() <= request.size()) {
            return new Page<>(items, null);
        }
        Row last = rows.get(request.size() - 1);
        return new Page<>(items, new PageToken(last.requestedAt(), last.id()).text(source.question()));
    }

    void requireKnown(ProjectId project) {
        boolean known = jdbc.sql(EXISTS)
                .param("project", project.value())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw new UnknownProjectException();
        }
    }

    private static void restrict(
            StringBuilder where, Map<String, Object> values, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.put(name, value);
        }
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : Words.kebab(value);
    }

    private static @Nullable String name(@Nullable Status value) {
        return value == null ? null : value.wireName();
    }

    private static @Nullable Object time(@Nullable Instant value) {
        return value == null ? null : value.atOffset(ZoneOffset.UTC);
    }
}
