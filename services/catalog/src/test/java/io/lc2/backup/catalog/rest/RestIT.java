package io.lc2.backup.catalog.rest;

import static io.lc2.backup.catalog.LogFixtures.T0;
import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.drill;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.catalog.projection.ProjectionFixtures;
import io.lc2.backup.catalog.reading.EntryLookup;
import io.lc2.backup.catalog.reading.Lists;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.TopicSerdes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side on a real PostgreSQL, without Kafka: everything comes from the tables. */
@ExtendWith(EmbeddedServerExtension.class)
class RestIT {

    private static final String ACME = "/api/v1/projects/acme";
    private static final int MANY = 100_000;

    private static HikariDataSource pool;
    private static JdbcClient jdbc;
    private static TopicSerdes serdes;
    private static MockMvcTester api;
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void fill(EmbeddedDatabase server) throws SQLException {
        pool = ProjectionFixtures.pool(server, "rest_it");
        jdbc = JdbcClient.create(pool);
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://rest"));
        LogFormats formats = LogFormats.of(serdes);
        List<CatalogInput> log = new ArrayList<>();
        log.add(new CatalogInput.Asked(askBackup("pending")));
        backup("done").forEach(event -> log.add(new CatalogInput.Happened(event)));
        backup("running").subList(0, 4).forEach(event -> log.add(new CatalogInput.Happened(event)));
        log.add(new CatalogInput.Happened(backup("queued-1").getFirst()));
        log.add(new CatalogInput.Happened(backup("queued-2").getFirst()));
        log.add(new CatalogInput.Happened(rejected("RequestBackup", "refused", "refused")));
        List<OperationEvent> drills = new ArrayList<>(drill("drill-old", "gone", "prd", T0.plusSeconds(10), false));
        drills.addAll(drill("drill-new", "gone", "prd", T0.plusSeconds(20), true));
        drills.addAll(
                drill("drill-running", "gone", "prd", T0.plusSeconds(30), true).subList(0, 3));
        drills.addAll(drill("drill-uat", "gone", "uat", T0.plusSeconds(5), false));
        drills.forEach(event -> log.add(new CatalogInput.Happened(event)));
        ProjectionFixtures.project(pool, formats.entries(), log);
        EntryLookup lookup = new EntryLookup(
                new CatalogStreams(() -> null, new Properties(), () -> 1),
                new EntryChanges(),
                formats.entries(),
                jdbc,
                System::nanoTime);
        Trail trail = new Trail(jdbc);
        Entries entries = new Entries(lookup, trail);
        ProgressSettings settings =
                new ProgressSettings(0, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5));
        api = MockMvcTester.of(
                List.of(
                        new ListsController(new Lists(jdbc, formats.entries()), entries),
                        new DrillsController(new Lists(jdbc, formats.entries())),
                        new EntriesController(
                                entries,
                                trail,
                                new ProgressStreams(entries, JSON, settings, new RebuildGate(), System::nanoTime))),
                builder -> builder.setControllerAdvice(new ProblemHandler(Duration.ofSeconds(5)))
                        .build());
    }

    @AfterAll
    static void close() {
        pool.close();
        serdes.close();
    }

    @Test
    void tellsACompletedBackupAsTheContractSays() throws IOException {
        assertThat(json(ACME + "/backups/done")).isEqualTo(JSON.readTree(approved("backup-details.json")));
    }

    @Test
    void listsNewestFirst() {
        List<String> ids = ids(json(ACME + "/backups"));

        assertThat(ids).containsExactly("running", "queued-2", "queued-1", "done", "refused", "pending");
    }

    @ParameterizedTest
    @CsvSource({
        "status=Queued, 2",
        "status=Failed, 1",
        "environment=prd, 5",
        "environment=uat, 0",
        "application=liferay, 5",
        "application=drupal, 0",
        "component=database, 5",
        "component=search, 4",
        "component=objects, 0",
        "from=2026-11-21, 6",
        "from=2026-11-22, 0",
        "to=2026-11-20, 0",
        "from=2026-11-21T10:00:01Z, 4",
        "to=2026-11-21T10:00:00Z, 2",
        "environment=prd&status=Queued&component=search, 2"
    })
    void filters(String filter, int found) {
        assertThat(ids(json(ACME + "/backups?" + filter))).hasSize(found);
    }

    @Test
    void pagesWithoutSkippingOrRepeating() {
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(ACME + "/backups?pageSize=2" + next);
            paged.addAll(ids(page));
            JsonNode token = page.get("nextPageToken");
            next = token.isNull() ? null : "&pageToken=" + token.asString();
        } while (next != null);

        assertThat(paged).isEqualTo(ids(json(ACME + "/backups")));
    }

    @Test
    void refusesThePageTokenOfAnotherQuestion() {
        String token = json(ACME + "/backups?pageSize=2").get("nextPageToken").asString();

        assertThat(problem(ACME + "/backups?pageSize=2&status=Queued&pageToken=" + token, 400)
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asString())
                .isEqualTo("pageToken");
    }

    @Test
    void tellsTheLastResultOfTheDrillsOfEachEnvironment() {
        JsonNode drills = json(ACME + "/drills").get("items");

        assertThat(drills.findValuesAsString("restoreId")).containsExactly("drill-new", "drill-uat");
        assertThat(drills.get(0)).isEqualTo(JSON.readTree("""
                {"environment": "prd", "backupId": "gone", "restoreId": "drill-new", "projectId": "acme",
                 "status": "Completed", "passed": true, "requestedAt": "2026-11-21T10:00:20Z",
                 "startedAt": "2026-11-21T10:00:20Z", "endedAt": "2026-11-21T10:00:20Z", "rtoMs": 93500,
                 "rpoMs": 18000000, "checksPassed": 1, "failure": null, "initiator": "u-1",
                 "checks": [{"name": "dump-decompresses", "component": "database", "passed": true,
                   "detail": "10 of 10 bytes"}]}"""));
        assertThat(drills.get(1).get("passed").asBoolean()).isFalse();
        assertThat(drills.get(1).get("rtoMs").isNull()).isTrue();
        assertThat(drills.get(1).get("failure").get("code").asString()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void tellsTheDrillsOfOneEnvironment() {
        assertThat(json(ACME + "/drills?environment=uat").get("items").findValuesAsString("restoreId"))
                .containsExactly("drill-uat");
        assertThat(json(ACME + "/drills?environment=dev").get("items").size()).isZero();
        assertThat(problem("/api/v1/projects/nobody/drills", 404).get("type").asString())
                .isEqualTo("urn:lc2:problem:unknown-project");
    }

    @Test
    void showsADrillAsARestoreThatHasNoTarget() {
        JsonNode drill = json(ACME + "/restores/drill-new");

        assertThat(drill.get("drill").asBoolean()).isTrue();
        assertThat(drill.get("targetEnvironment").isNull()).isTrue();
        assertThat(drill.get("rtoMs").asLong()).isEqualTo(93_500);
        assertThat(json(ACME + "/restores?environment=prd").get("items").size()).isZero();
    }

    @Test
    void countsThePlacesInTheQueue() {
        JsonNode list = json(ACME + "/backups?status=Queued").get("items");

        assertThat(list.get(0).get("queuePosition").asInt()).isEqualTo(2);
        assertThat(list.get(1).get("queuePosition").asInt()).isEqualTo(1);
        assertThat(json(ACME + "/backups/queued-2").get("queuePosition").asInt())
                .isEqualTo(2);
    }

    @Test
    void tellsNoTotalThatNobodyHasCounted() {
        JsonNode progress = json(ACME + "/backups/running").get("steps").get(0).get("progress");

        assertThat(progress.get("bytesTotal").asLong()).isEqualTo(10);
        assertThat(progress.get("objectsTotal").isNull()).isTrue();
    }

    @Test
    void tellsTheEventsOfARefusedBackup() {
        assertThat(json(ACME + "/backups/refused/events")
                        .get("items")
                        .get(0)
                        .get("type")
                        .asString())
                .isEqualTo("CommandRejected");
        assertThat(json(ACME + "/backups/pending/events").get("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/backups?pageSize=0",
                "/backups?pageSize=x",
                "/backups?status=Done",
                "/backups?environment=PRD",
                "/backups?application=joomla",
                "/backups?component=tables",
                "/backups?from=monday",
                "/backups?pageToken=x",
                "/restores?pageSize=999"
            })
    void namesTheParameterThatIsWrong(String path) {
        String parameter = path.substring(path.indexOf('?') + 1, path.indexOf('='));

        JsonNode problem = problem(ACME + path, 400);

        assertThat(problem.get("type").asString()).isEqualTo("urn:lc2:problem:invalid-request");
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(parameter);
        assertThat(problem.get("nextStep").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/projects/NO%20BODY/backups",
                ACME + "/backups/nothing",
                ACME + "/backups/NOTHING",
                ACME + "/backups/nothing/events",
                ACME + "/backups/nothing/progress",
                ACME + "/restores/done",
                ACME + "/operations/done/events"
            })
    void answersWhatIsNotThereWithAProblem(String path) {
        assertThat(problem(path, 404).get("type").asString()).isEqualTo("urn:lc2:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/projects/nobody/backups", "/api/v1/projects/nobody/restores"})
    void tellsAnUnknownProjectFromOneWithoutBackups(String path) {
        assertThat(problem(path, 404).get("type").asString()).isEqualTo("urn:lc2:problem:unknown-project");
    }

    @Test
    void givesUpWaitingForWhatDoesNotCome() {
        MvcTestResult answer = api.get()
                .uri(ACME + "/backups/nothing")
                .header("Prefer", "wait=1")
                .exchange();

        assertThat(answer).hasStatus(404);
    }

    @Test
    void answersAMethodThatIsNotAllowedWithAProblem() {
        assertThat(api.delete().uri(ACME + "/backups/done").exchange()).hasStatus(405);
    }

    @Test
    void refusesMoreClientsThanMayFollowProgress() {
        MvcTestResult answer = api.get().uri(ACME + "/backups/running/progress").exchange();

        assertThat(answer).hasStatus(503).hasHeader("Retry-After", "5");
    }

    @Test
    void answersInTimeWithAHundredThousandBackups() {
        jdbc.sql("""
                        INSERT INTO backup SELECT 'many', 'b-' || n, n, CASE WHEN n % 10 = 0 THEN 'prd' ELSE 'uat' END,
                            application, provider, CASE WHEN n % 1000 = 0 THEN 'Failed' ELSE status END, verification,
                            lifecycle, held, components, bytes, objects, requested_at + n * interval '1 minute',
                            started_at, ended_at, data_time, initiator, entry
                        FROM backup, generate_series(1, :many) AS n WHERE project_id = 'acme' AND backup_id = 'done'
                        """).param("many", MANY).update();
        jdbc.sql("ANALYZE backup").update();
        List<String> filters = List.of(
                "",
                "?environment=prd",
                "?status=Failed",
                "?component=database",
                "?component=objects",
                "?from=2026-12-24",
                "?application=drupal",
                "?environment=prd&status=Failed&component=database",
                "?to=2026-11-22");
        Random random = new Random(7);
        long[] nanos = new long[120];

        for (int i = 0; i < nanos.length; i++) {
            String path = "/api/v1/projects/many/backups" + filters.get(random.nextInt(filters.size()));
            long begin = System.nanoTime();
            JsonNode page = json(path);
            nanos[i] = System.nanoTime() - begin;
            assertThat(page.get("items").size()).isLessThanOrEqualTo(50);
        }

        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[nanos.length * 95 / 100])).isLessThan(Duration.ofMillis(500));
    }

    private static String approved(String name) throws IOException {
        try (InputStream file = RestIT.class.getResourceAsStream("/approved/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsString("backupId");
    }

    private static JsonNode json(String path) {
        MvcTestResult answer = api.get().uri(path).exchange();
        assertThat(answer).as(path).hasStatusOk();
        return body(answer);
    }

    private static JsonNode problem(String path, int status) {
        MvcTestResult answer = api.get().uri(java.net.URI.create(path)).exchange();
        assertThat(answer).as(path).hasStatus(status);
        assertThat(answer).hasContentType("application/problem+json");
        return body(answer);
    }

    private static JsonNode body(MvcTestResult answer) {
        return JSON.readTree(answer.getResponse().getContentAsByteArray());
    }
}
