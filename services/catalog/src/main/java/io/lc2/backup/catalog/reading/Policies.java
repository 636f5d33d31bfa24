package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.policies.PolicyRow;
import io.lc2.backup.catalog.policies.PolicyRows;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Policies from PostgreSQL, by name; removed ones are not shown. */
public final class Policies {

    private static final String SELECT =
            "SELECT " + PolicyRows.COLUMNS + " FROM policy WHERE project_id = :project AND NOT removed";

    private static final String STATUSES =
            "SELECT backup_id, status FROM backup WHERE project_id = :project AND backup_id IN (:backups)";

    private final JdbcClient jdbc;
    private final Lists lists;

    /** Reads through the given client. */
    public Policies(JdbcClient jdbc, Lists lists) {
        this.jdbc = jdbc;
        this.lists = lists;
    }

    /**
     * Policies of a project.
     *
     * @param environment of this environment; null for any
     * @throws UnknownProjectException when nothing is known of the project
     */
    public Page<PolicyRow> list(ProjectId project, @Nullable String environment, PageRequest request) {
        String question = "policies/" + project + '/' + environment;
        String behind = request.token() == null
                ? ""
                : PageToken.parse(request.token(), question).id();
        List<PolicyRow> rows = jdbc.sql(SELECT
                        + (environment == null ? "" : " AND environment = :environment")
                        + " AND policy_id > :behind ORDER BY policy_id LIMIT :limit")
                .param("project", project.value())
                .param("environment", environment)
                .param("behind", behind)
                .param("limit", request.size() + 1)
                .query((row, number) -> PolicyRows.read(row))
                .list();
        if (rows.isEmpty() && request.token() == null && environment == null) {
            lists.requireKnown(project);
        }
        if (rows.size() <= request.size()) {
            return new Page<>(new ArrayList<>(rows), null);
        }
        List<PolicyRow> items = rows.subList(0, request.size());
        String last = items.getLast().entry().id().value();
        return new Page<>(items, new PageToken(Instant.EPOCH, last).text(question));
    }

    /** A policy somebody wants; empty when there is none of that name. */
    public Optional<PolicyRow> find(ProjectId project, PolicyId policy) {
        return jdbc.sql(SELECT + " AND policy_id = :policy")
                .param("project", project.value())
                .param("policy", policy.value())
                .query((row, number) -> PolicyRows.read(row))
                .optional();
    }

    /** The last drill that a policy has asked for and that has passed or failed; empty when there is none yet. */
    public Optional<CatalogEntry> lastDrill(ProjectId project, PolicyId policy) {
        return lists.lastDrill(project, policy);
    }

    /** The statuses of backups, as lists show them; of those that are known. */
    public Map<OperationId, String> statuses(ProjectId project, Collection<OperationId> backups) {
        Map<OperationId, String> statuses = new HashMap<>();
        if (!backups.isEmpty()) {
            jdbc.sql(STATUSES)
                    .param("project", project.value())
                    .param("backups", backups.stream().map(OperationId::value).toList())
                    .query(row -> {
                        statuses.put(new OperationId(row.getString("backup_id")), row.getString("status"));
                    });
        }
        return statuses;
    }
}
