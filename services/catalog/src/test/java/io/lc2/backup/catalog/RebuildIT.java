package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.T0;
import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.askRestore;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.disproved;
import static io.lc2.backup.catalog.LogFixtures.drill;
import static io.lc2.backup.catalog.LogFixtures.purge;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static io.lc2.backup.catalog.LogFixtures.verification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.topics.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Dropping and replaying, restarting, and servers that go away: on servers of its own, since it stops them. */
class RebuildIT {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static EmbeddedDatabase database;
    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        database = EmbeddedDatabase.start(directory.resolve("database"), EmbeddedDatabase.DISPOSABLE);
        catalog = new RunningCatalog(broker, registry, database, directory.resolve("state"), "rebuild_it");
        catalog.start();
        catalog.ask(askBackup("b1"));
        catalog.happened(backup("b1"));
        catalog.happened(verification("v1", "b1", disproved("v1", "b1")));
        catalog.happened(drill("d1", "b1", "prd", T0.plusSeconds(60), true));
        catalog.ask(askRestore("r1", "none"));
        catalog.happened(List.of(rejected("RequestRestore", "r1", "r1")));
        catalog.happened(backup("b2").subList(0, 4));
        catalog.ask(askBackup("b3"));
        catalog.send(Topics.EVENTS.name(), "acme", new byte[] {1});
        catalog.happened(backup("b4"));
        catalog.happened(purge("p4", "b4"));
        catalog.happened(List.of(PolicyLog.defined("nightly", 1), PolicyLog.fired("nightly", 2, PolicyLog.DUE)));
        catalog.happened(List.of(PolicyLog.defined("weekly", 1), PolicyLog.removed("weekly", 2)));
        awaitWritten("audit_entry", 8 + 5 + 5 + 1 + 4 + 1 + 8 + 5 + 4);
        awaitWritten("restore WHERE drill_environment = 'prd' AND status = 'Completed'", 1);
        awaitWritten("backup WHERE backup_id IN ('b1', 'b2', 'b3', 'b4')", 4);
        awaitWritten("operation WHERE operation_id = 'p4' AND status = 'Completed'", 1);
    }

    @AfterAll
    static void stop() {
        catalog.close();
        database.close();
        registry.close();
        broker.close();
    }

    @Test
    void rebuildsWhatWasThere() {
        String before = dump();

        JsonNode result = rebuild();

        assertThat(result.get("state").asString()).as(result.toString()).isEqualTo("completed");
        assertThat(result.get("identical").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.get("events").asLong()).isGreaterThanOrEqualTo(32);
        assertThat(dump()).isEqualTo(before);
        assertThat(catalog.json(BACKUPS + "/b4").get("lifecycle").asString()).isEqualTo("Purged");
        assertThat(catalog.json(BACKUPS + "/b1").get("verification").asString()).isEqualTo("Restored");
    }

    @Test
    void rebuildsWhatSomebodyHasChangedInTheTablesAndSaysSo() {
        String before = dump();
        jdbc().sql("UPDATE backup SET status = 'Completed' WHERE backup_id = 'b2'")
                .update();
        jdbc().sql("DELETE FROM audit_entry WHERE event_id = 'b1-3'").update();
        jdbc().sql("UPDATE policy SET paused = true WHERE policy_id = 'nightly'")
                .update();
        jdbc().sql(
                        "INSERT INTO backup SELECT project_id, 'forged', version, environment, application, provider, status,"
                                + " verification, lifecycle, held, components, bytes, objects, requested_at, started_at,"
                                + " ended_at, data_time, initiator, entry FROM backup WHERE backup_id = 'b1'")
                .update();

        JsonNode result = rebuild();

        assertThat(result.get("identical").asBoolean()).as(result.toString()).isFalse();
        assertThat(result.get("message").asString()).contains("backup=2", "policy=1", "audit_entry=1");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void goesOnFromWhereItWasAfterARestart() {
        long written = count("audit_entry");

        catalog.stop();
        catalog.happened(backup("b5"));
        catalog.start();

        awaitWritten("audit_entry", written + 8);
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                catalog.json(BACKUPS + "/b5").get("status").asString())
                        .isEqualTo("Completed"));
        assertThat(catalog.json(BACKUPS + "/b1").get("verification").asString()).isEqualTo("Restored");
    }

    @Test
    void waitsForPostgresAndLosesNothing() {
        database.stop();
        catalog.happened(backup("b6"));

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(catalog.get("/health/ready").statusCode()).isEqualTo(503));
        HttpResponse<String> list = catalog.get(BACKUPS);
        assertThat(list.statusCode()).isEqualTo(503);
        assertThat(list.headers().firstValue("Retry-After")).isPresent();
        assertThat(catalog.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(catalog.json(BACKUPS + "/b1").get("status").asString()).isEqualTo("Completed");

        database.start();
        catalog.awaitReady();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(catalog.json(BACKUPS).get("items").findValuesAsString("backupId"))
                                .contains("b6"));
    }

    private static JsonNode rebuild() {
        assertThat(catalog.post("/api/v1/catalog:rebuild").statusCode()).isEqualTo(202);
        assertThat(catalog.post("/api/v1/catalog:rebuild").statusCode()).isEqualTo(409);
        assertThat(catalog.get(BACKUPS).statusCode()).isEqualTo(503);
        await().atMost(LONG)
                .until(() -> !catalog.json("/api/v1/catalog/rebuild")
                        .get("state")
                        .asString()
                        .equals("running"));
        return catalog.json("/api/v1/catalog/rebuild");
    }

    private static void awaitWritten(String rows, long count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(count(rows)).isEqualTo(count));
    }

    /** Every row of every table but the offsets, which move with what was emitted. */
    private static String dump() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("backup", "restore", "operation", "policy", "audit_entry", "audit_chain")) {
            jdbc().sql("SELECT t::text FROM " + table + " AS t ORDER BY 1")
                    .query(String.class)
                    .list()
                    .forEach(row -> text.append(table).append(row).append('\n'));
        }
        return text.toString();
    }

    private static long count(String rows) {
        return jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(catalog.bean(HikariDataSource.class));
    }
}
