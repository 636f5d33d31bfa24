package io.lc2.backup.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.projection.ProjectionFixtures;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL finds what is asked for while somebody waits: by what it is, not among all that a project has. */
@ExtendWith(EmbeddedServerExtension.class)
class PlansIT {

    private static HikariDataSource pool;
    private static JdbcClient jdbc;

    @BeforeAll
    static void fill(EmbeddedDatabase server) {
        pool = ProjectionFixtures.pool(server, "plans_it");
        jdbc = JdbcClient.create(pool);
        jdbc.sql("""
                        INSERT INTO restore (project_id, restore_id, version, provider, status, requested_at, ended_at,
                            initiator, drill_environment, entry)
                        SELECT 'acme', 'p' || n % 50 || '-d' || to_char(timestamp '2026-01-01' + n * interval '1 hour',
                                'YYYYMMDD"t"HH24MISS"z"'), n, 'local', 'Completed', now(), now(), 'policy', 'prd', ''
                        FROM generate_series(1, 5000) AS n
                        """).update();
        jdbc.sql("""
                        INSERT INTO audit_entry (log_partition, log_offset, project_id, event_id, event_type,
                            operation_id, command_id, detail, hash)
                        SELECT 0, n, 'acme', 'nightly@' || n, 'PolicyDefined', 'nightly', 'c-' || n, '', ''
                        FROM generate_series(1, 5000) AS n
                        """).update();
        jdbc.sql("ANALYZE restore, audit_entry").update();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void findsTheLastDrillOfAPolicyAmongItsOwn() {
        String begin = ScheduledRun.drillsBegin(new PolicyId("p7"));

        String plan = plan(
                Lists.LAST_DRILL_OF_POLICY,
                Map.of("project", "acme", "drillsBegin", begin, "length", begin.length() + ScheduledRun.DUE_LENGTH));

        assertThat(plan).contains("restore_pkey").containsPattern("Index Cond: .*restore_id >= .*restore_id < ");
    }

    @Test
    void findsWhatBecameOfARequestByItsCommand() {
        String plan = plan(
                Trail.OF_POLICY + Trail.OF_REQUEST + Trail.NEWEST_FIRST,
                Map.of(
                        "project",
                        "acme",
                        "policy",
                        "nightly",
                        "events",
                        Trail.POLICY_EVENTS,
                        "commands",
                        Trail.POLICY_COMMANDS,
                        "behind",
                        Long.MAX_VALUE,
                        "request",
                        "c-4711",
                        "limit",
                        51));

        assertThat(plan).contains("audit_entry_of_command").containsPattern("Index Cond: .*command_id = ");
    }

    private static String plan(String question, Map<String, Object> values) {
        List<String> lines = jdbc.sql("EXPLAIN " + question)
                .params(values)
                .query(String.class)
                .list();
        return String.join("\n", lines);
    }
}
