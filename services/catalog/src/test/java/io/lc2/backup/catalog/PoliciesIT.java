package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static io.lc2.backup.catalog.PolicyLog.DUE;
import static io.lc2.backup.catalog.PolicyLog.asked;
import static io.lc2.backup.catalog.PolicyLog.defined;
import static io.lc2.backup.catalog.PolicyLog.drill;
import static io.lc2.backup.catalog.PolicyLog.drilled;
import static io.lc2.backup.catalog.PolicyLog.drilling;
import static io.lc2.backup.catalog.PolicyLog.fired;
import static io.lc2.backup.catalog.PolicyLog.missed;
import static io.lc2.backup.catalog.PolicyLog.paused;
import static io.lc2.backup.catalog.PolicyLog.removed;
import static io.lc2.backup.catalog.PolicyLog.run;
import static io.lc2.backup.catalog.PolicyLog.skipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Policies from the log to HTTP, and through an upgrade of the tables. The log also has what other tests write. */
@ExtendWith(EmbeddedServerExtension.class)
class PoliciesIT {

    private static final String NAME = "policies_it";
    private static final String POLICIES = "/api/v1/projects/acme/policies";
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static EmbeddedDatabase database;
    private static RunningCatalog catalog;

    @BeforeAll
    static void start(EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase running) {
        database = running;
        catalog = new RunningCatalog(broker, registry, database, directory.resolve("state"), NAME);
        catalog.start();
        catalog.happened(List.of(defined("nightly", 1), fired("nightly", 2, DUE)));
        catalog.happened(List.of(missed("nightly", 3, DUE.plusSeconds(86_400))));
        catalog.happened(List.of(defined("hourly", 1), fired("hourly", 2, DUE)));
        catalog.happened(backup(run("hourly", DUE).value()));
        catalog.happened(List.of(skipped("hourly", 3, DUE.plusSeconds(60)), paused("hourly", 4)));
        catalog.happened(List.of(defined("weekly", 1), removed("weekly", 2)));
        catalog.happened(List.of(asked("asked"), removed("asked", 2)));
        catalog.happened(List.of(rejected("DefinePolicy", "one-more", "one-more")));
        for (String drilling : List.of("proving", "proving-daily")) {
            catalog.happened(List.of(drilling(drilling, 1)));
        }
        ended("proving", DUE, true);
        ended("proving", DUE.plusSeconds(86_400), false);
        ended("proving-daily", DUE.plusSeconds(3 * 86_400), true);
        catalog.happened(List.of(drilled("proving", 2, DUE.plusSeconds(2 * 86_400), "p-backup")));
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(count("restore WHERE status IN ('Completed', 'Failed') AND starts_with(restore_id, 'proving')"))
                    .isEqualTo(3);
            assertThat(catalog.json(POLICIES + "/proving")
                            .path("unfinishedDrill")
                            .asString(""))
                    .isEqualTo(drill("proving", DUE.plusSeconds(2 * 86_400)).value());
            assertThat(count("policy WHERE removed")).isEqualTo(2);
            assertThat(count("backup WHERE status = 'Completed' AND backup_id = '" + run("hourly", DUE) + "'"))
                    .isEqualTo(1);
        });
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @Test
    void listsThemByNameWithoutThoseThatAreRemoved() {
        JsonNode items = catalog.json(POLICIES).get("items");

        assertThat(items.findValuesAsString("policyId"))
                .containsExactly("hourly", "nightly", "proving", "proving-daily");
        JsonNode hourly = items.get(0);
        assertThat(hourly.get("status").asString()).isEqualTo("Paused");
        assertThat(hourly.get("nextRun").isNull()).isTrue();
        assertThat(hourly.get("lastRun").get("backupId").asString())
                .isEqualTo(run("hourly", DUE).value());
        assertThat(hourly.get("lastRun").get("status").asString()).isEqualTo("Completed");
        assertThat(hourly.get("lastSkipped").get("reason").asString()).isEqualTo("EARLIER_UNFINISHED");
        assertThat(items.get(1).get("nextRun").get("due").asString()).contains("T02:30:00+0");
        assertThat(catalog.json(POLICIES + "?environment=uat").get("items").size())
                .isZero();
    }

    @Test
    void pagesThem() {
        List<String> ids = new ArrayList<>();
        String token = "";
        while (token != null) {
            JsonNode page = catalog.json(POLICIES + "?pageSize=1&environment=prd" + token);
            ids.addAll(page.get("items").findValuesAsString("policyId"));
            JsonNode next = page.get("nextPageToken");
            token = next.isNull() ? null : "&pageToken=" + next.asString();
        }

        assertThat(ids).containsExactly("hourly", "nightly", "proving", "proving-daily");
    }

    @Test
    void tellsAllThatIsKnownOfOne() {
        JsonNode nightly = catalog.json(POLICIES + "/nightly", "Prefer", "wait=1");

        assertThat(nightly.get("status").asString()).isEqualTo("Active");
        assertThat(nightly.get("definedBy").asString()).isEqualTo("u-1");
        assertThat(nightly.get("version").asInt()).isEqualTo(3);
        assertThat(nightly.get("nextRuns").size()).isEqualTo(5);
        assertThat(Instant.parse(nightly.get("nextRuns").get(0).get("start").asString()))
                .isAfterOrEqualTo(Instant.parse(
                        nightly.get("nextRuns").get(0).get("dueUtc").asString()));
        assertThat(nightly.get("lastMissed").get("reason").asString()).isEqualTo("WINDOW_PASSED");
        assertThat(nightly.get("lastMissed").get("text").asString()).isEqualTo("window passed");
        assertThat(nightly.get("lastRun").get("status").isNull()).isTrue();
        assertThat(nightly.get("unfinishedRuns").findValuesAsString("backupId"))
                .containsExactly(run("nightly", DUE).value());
        assertThat(nightly.get("document")).isEqualTo(catalog.parse("""
                {"id": "nightly",
                 "schedule": {"cron": "30 2 * * *", "zone": "Europe/Berlin", "jitter": "PT10M",
                   "window": {"startBy": "PT1H", "finishBy": "PT4H"}, "catchUp": "latest", "overlap": "skip"},
                 "retention": {"zone": "UTC", "daily": 7, "weekly": 0, "monthly": 0, "yearly": 0, "minKeep": 1,
                   "safetyMargin": "PT24H", "expireManual": false},
                 "backup": {"environment": "prd", "application": "liferay", "provider": "local",
                   "database": {"type": "postgresql", "instance": "main", "databases": ["lportal"],
                     "incrementalEnabled": false, "snapshotEnabled": false, "dumpEnabled": true},
                   "search": {"enabled": true}, "notes": "before the update"}}"""));
    }

    @Test
    void tellsTheDrillsOfAPolicy() {
        JsonNode proving = catalog.json(POLICIES + "/proving");

        assertThat(proving.get("nextDrills").size()).isEqualTo(5);
        assertThat(proving.get("nextDrills").get(0).get("due").asString()).contains("T04:00:00+0");
        assertThat(proving.get("unfinishedDrill").asString())
                .isEqualTo(drill("proving", DUE.plusSeconds(2 * 86_400)).value());
        JsonNode last = proving.get("lastDrill");
        assertThat(last.get("restoreId").asString())
                .isEqualTo(drill("proving", DUE.plusSeconds(86_400)).value());
        assertThat(last.get("passed").asBoolean()).isFalse();
        assertThat(last.get("failure").get("code").asString()).isEqualTo("VALIDATION_FAILED");
        JsonNode other = catalog.json(POLICIES + "/proving-daily").get("lastDrill");
        assertThat(other.get("rtoMs").asLong()).isEqualTo(93_500);
        JsonNode none = catalog.json(POLICIES + "/nightly");
        assertThat(none.get("nextDrills").isEmpty()).isTrue();
        assertThat(none.get("lastDrill").isNull()).isTrue();
    }

    @Test
    void tellsWhatHappenedToAPolicyNewestFirst() {
        JsonNode page = catalog.json(POLICIES + "/hourly/events?pageSize=3");
        JsonNode rest = catalog.json(POLICIES + "/hourly/events?pageToken="
                + page.get("nextPageToken").asString());

        assertThat(page.get("items").findValuesAsString("type"))
                .containsExactly("PolicyPaused", "RunSkipped", "PolicyFired");
        assertThat(page.get("items").get(1).get("detail").asString()).contains("earlier unfinished");
        assertThat(rest.get("items").findValuesAsString("type")).containsExactly("PolicyDefined");
        assertThat(rest.get("nextPageToken").isNull()).isTrue();
        assertThat(catalog.get(POLICIES + "/nothing/events").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhatBecameOfARequest() {
        String made = catalog.json(POLICIES + "/asked/events?requestId=" + PolicyLog.command("asked"))
                .toString();

        assertThat(made).contains("PolicyDefined").doesNotContain("CommandRejected");
        JsonNode refused = catalog.json(POLICIES + "/one-more/events?requestId=" + PolicyLog.command("one-more"));
        assertThat(refused.get("items").findValuesAsString("type")).containsExactly("CommandRejected");
        assertThat(refused.get("items").get(0).get("detail").asString()).startsWith("DefinePolicy refused");
        assertThat(catalog.json(POLICIES + "/asked/events?requestId=" + PolicyLog.command("another"))
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(catalog.json(POLICIES + "/nightly").get("fingerprint").asString())
                .isEqualTo(PolicyLog.policy("nightly").fingerprint());
    }

    @Test
    void answersForOneThatIsNotThereWithAProblem() {
        for (String id : List.of("weekly", "nothing", "x".repeat(50))) {
            HttpResponse<String> answer = catalog.get(POLICIES + "/" + id);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("urn:lc2:problem:policy-not-found", "GET /api/v1/projects/acme/policies");
        }
        assertThat(catalog.get("/api/v1/projects/nobody/policies").body()).contains("unknown-project");
    }

    /** Tables of the first version, with all events read: what was defined then is read again, when the service starts. */
    @Test
    void findsThePoliciesThatWereDefinedBeforeItsTableWasThere() {
        String before = dump("policy") + dump("audit_entry") + dump("audit_chain") + dump("backup");
        catalog.stop();
        DataSource own = new DriverManagerDataSource(
                database.jdbcUrl(NAME) + "?currentSchema=catalog", database.user(), database.password());
        JdbcClient jdbc = JdbcClient.create(own);
        jdbc.sql("CREATE TABLE public.kept AS SELECT * FROM projection_offset WHERE topic = 'backup-events'")
                .update();
        jdbc.sql("DROP SCHEMA catalog CASCADE").update();
        Flyway.configure(PoliciesIT.class.getClassLoader())
                .dataSource(own)
                .schemas("catalog")
                .locations("classpath:io/lc2/backup/catalog/migrations")
                .target("1")
                .load()
                .migrate();
        jdbc.sql("INSERT INTO projection_offset SELECT * FROM public.kept").update();

        catalog.start();

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(dump("policy") + dump("audit_entry") + dump("audit_chain") + dump("backup"))
                                .isEqualTo(before));
    }

    private static void ended(String policy, Instant due, boolean passes) {
        catalog.happened(LogFixtures.drill(drill(policy, due).value(), "p-backup", "prd", due, passes));
    }

    private static String dump(String table) {
        return String.join(
                "\n",
                jdbc().sql("SELECT t::text FROM " + table + " AS t ORDER BY 1")
                        .query(String.class)
                        .list());
    }

    private static long count(String rows) {
        return jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(catalog.bean(HikariDataSource.class));
    }
}
