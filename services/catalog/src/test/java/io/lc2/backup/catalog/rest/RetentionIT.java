package io.lc2.backup.catalog.rest;

import static io.lc2.backup.catalog.LogFixtures.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.LogFixtures;
import io.lc2.backup.catalog.PolicyLog;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.projection.ProjectionFixtures;
import io.lc2.backup.catalog.reading.Environments;
import io.lc2.backup.catalog.reading.Lists;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.TopicSerdes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions about retention over twenty nights, answered from real tables. */
@ExtendWith(EmbeddedServerExtension.class)
class RetentionIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETENTION = "/api/v1/projects/acme/retention";
    private static final Instant FIRST = Instant.parse("2026-11-01T01:30:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Actor NIGHTLY = Policy.actor(new PolicyId("nightly"));
    private static final Actor ALICE = new Actor("alice", "");

    private static HikariDataSource pool;
    private static TopicSerdes serdes;
    private static MockMvcTester api;

    @BeforeAll
    static void fill(EmbeddedDatabase server) throws SQLException {
        pool = ProjectionFixtures.pool(server, "retention_it");
        JdbcClient jdbc = JdbcClient.create(pool);
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://retention"));
        LogFormats formats = LogFormats.of(serdes);
        List<BackupEvent> log = new ArrayList<>();
        log.add(PolicyLog.defined("nightly", 1));
        for (int night = 0; night < 20; night++) {
            log.addAll(backup(run(night), night(night), NIGHTLY));
        }
        log.addAll(backup("by-hand", FIRST.plusSeconds(3600), ALICE));
        log.add(new BackupHeld(
                new RecoveryPointMeta(
                        new OperationId(run(1)),
                        PROJECT,
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        night(2),
                        LogFixtures.commandMeta("hold").commandId(),
                        ALICE,
                        "c-1"),
                "case 7"));
        log.add(deletion("p-retention", run(2), night(12), NIGHTLY));
        log.add(deletion("p-alice", run(3), night(5), ALICE));
        ProjectionFixtures.project(
                pool,
                formats.entries(),
                log.stream().<CatalogInput>map(CatalogInput.Happened::new).toList());
        Lists lists = new Lists(jdbc, formats.entries());
        RetentionStudies studies = new RetentionStudies(
                new Environments(jdbc, formats.entries(), lists), new Policies(jdbc, lists), () -> NOW);
        api = MockMvcTester.of(
                List.of(new RetentionController(studies, JSON)),
                builder -> builder.setControllerAdvice(new ProblemHandler(Duration.ofSeconds(5)))
                        .build());
    }

    @AfterAll
    static void close() {
        pool.close();
        serdes.close();
    }

    @Test
    void tellsWhatWouldGoTodayAndWhy() {
        JsonNode preview = json("preview", """
                {"environment": "prd", "zone": "Europe/Berlin", "retention": {"daily": 7}}""");

        assertThat(preview.get("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(preview.get("asOf").asString()).isEqualTo(NOW.toString());
        // Of 21, two are deleted already; the newest seven, one made by hand and one that is held stay.
        assertThat(preview.get("keep").asInt()).isEqualTo(9);
        assertThat(preview.get("delete").asInt()).isEqualTo(10);
        assertThat(verdict(preview, run(19))).isEqualTo("keep: last-restorable");
        assertThat(verdict(preview, run(12))).isEqualTo("delete: no-rule");
        assertThat(verdict(preview, run(1))).isEqualTo("keep: held");
        assertThat(verdict(preview, "by-hand")).isEqualTo("keep: manual");
        assertThat(preview.get("items").get(0).get("reasons").findValuesAsString("text"))
                .contains("daily 1 of 7 (2026-11-20)");
        assertThat(preview.get("items").findValuesAsString("backupId")).doesNotContain(run(2), run(3));
    }

    @Test
    void comparesWithThePolicyThatGovernsTheEnvironment() {
        JsonNode simulation = json("simulate", """
                {"environment": "prd", "retention": {"daily": 14}, "policyId": "nightly"}""");

        assertThat(simulation.get("comparedWith")).isEqualTo(JSON.readTree("[\"nightly\"]"));
        assertThat(simulation.get("together").size()).isZero();
        assertThat(simulation.get("asOf").asString()).isEqualTo(NOW.toString());
        // What retention removed is decided anew: under 7 days it goes again, under 14 it is still there on the 12th.
        assertThat(fates(simulation, run(2))).startsWith("deleted 2026-11-11").contains("-> deleted 2026-11-18");
        assertThat(fates(simulation, run(12))).startsWith("deleted ").endsWith("-> kept");
        assertThat(fates(simulation, run(3))).isEqualTo("gone -> gone");
        assertThat(fates(simulation, run(1))).isEqualTo("kept -> kept");
        assertThat(fates(simulation, "by-hand")).isEqualTo("kept -> kept");
        assertThat(simulation.get("items").size()).isEqualTo(21);
        assertThat(simulation.get("differing").asInt()).isPositive();
    }

    /** A new policy beside the one there is: the retention of that one still protects its seven days. */
    @Test
    void keepsWhatAnotherPolicyOfTheEnvironmentKeeps() {
        String weekly = """
                {"environment": "prd", "retention": {"daily": 0, "weekly": 1}%s}""";

        JsonNode alone = json("preview", weekly.formatted(""));
        JsonNode beside = json("preview", weekly.formatted(", \"policyId\": \"weekly\""));

        assertThat(alone.get("keep").asInt()).isEqualTo(3);
        assertThat(beside.get("keep").asInt()).isEqualTo(9);
        assertThat(beside.get("together")).isEqualTo(JSON.readTree("[\"nightly\"]"));
        assertThat(json("simulate", weekly.formatted(", \"policyId\": \"weekly\""))
                        .get("differing")
                        .asInt())
                .isZero();
    }

    @Test
    void replaysUpToAnInstantOfThePast() {
        JsonNode simulation = json("simulate", """
                {"environment": "prd", "retention": {"daily": 7}, "asOf": "2026-11-05T12:00:00+01:00", "span": "P2D"}""");

        assertThat(simulation.get("items").size()).isEqualTo(6);
        assertThat(simulation.get("from").asString()).isEqualTo("2026-11-03T11:00:00Z");
        assertThat(simulation.get("delete").asInt()).isZero();
        assertThat(simulation.get("differing").asInt()).isZero();
    }

    @Test
    void comparesWithNothingWhereNoPolicyGoverns() {
        JsonNode simulation = json("simulate", "{\"environment\": \"uat\"}");

        assertThat(simulation.get("comparedWith").size()).isZero();
        assertThat(simulation.get("items").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            preview  | {"environment": "PRD"}                                            | environment           | lower-case
            preview  | {"environment": "prd", "retention": {"daily": 0}}                 | retention             | keeps nothing
            preview  | {"environment": "prd", "retention": {"dayly": 7}}                 | retention.dayly       | known here: compliance, daily
            preview  | {"environment": "prd", "retention": {"daily": "7"}}               | retention.daily       | whole number
            preview  | {"environment": "prd", "retention": {"minKeep": 0}}               | retention.minKeep     | between
            preview  | {"environment": "prd", "zone": "Mars/Olympus"}                    | zone                  | IANA
            preview  | {"environment": "prd", "asOf": "2026-11-01T00:00:00Z"}            | asOf                  | not a known field
            preview  | {"environment": "prd", "retention": {"safetyMargin": "a day"}}    | retention.safetyMargin | duration
            preview  | []                                                                | ``                    | JSON object
            preview  | {                                                                 | ``                    | not JSON
            simulate | {"environment": "prd", "asOf": "yesterday"}                       | asOf                  | instant
            simulate | {"environment": "prd", "span": "-P1D"}                            | span                  | negative
            simulate | {"environment": "prd", "every": "PT1S"}                           | every                 | a minute
            simulate | {"environment": "prd", "every": "PT1M"}                           | span                  | shorter span
            """)
    void namesTheFieldThatIsWrong(String question, String body, String field, String message) {
        JsonNode problem = problem(question, body, 400);

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field == null ? "" : field);
        assertThat(problem.get("errors").get(0).get("message").asString()).contains(message);
    }

    @Test
    void takesNoBodyWithoutBounds() {
        String body = "{\"environment\": \"" + "x".repeat(70_000) + "\"}";

        assertThat(problem("preview", body, 400).toString()).contains("larger than");
    }

    @Test
    void tellsAnUnknownProject() {
        MvcTestResult answer = api.post()
                .uri("/api/v1/projects/nobody/retention:preview")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"environment\": \"prd\"}")
                .exchange();

        assertThat(answer).hasStatus(404);
    }

    private static String verdict(JsonNode preview, String backup) {
        JsonNode item = item(preview, backup);
        return item.get("verdict").asString() + ": "
                + item.get("reasons").findValuesAsString("code").stream()
                        .filter(code -> !code.equals("daily") && !code.equals("min-keep"))
                        .findFirst()
                        .orElse("");
    }

    private static String fates(JsonNode simulation, String backup) {
        JsonNode item = item(simulation, backup);
        assertThat(item.get("differs").asBoolean())
                .isEqualTo(!fate(item.get("before")).equals(fate(item.get("after"))));
        return fate(item.get("before")) + " -> " + fate(item.get("after"));
    }

    private static String fate(JsonNode fate) {
        String outcome = fate.get("outcome").asString();
        return outcome.equals("deleted") ? outcome + " " + fate.get("deletedAt").asString() : outcome;
    }

    private static JsonNode item(JsonNode answer, String backup) {
        for (JsonNode item : answer.get("items")) {
            if (item.get("backupId").asString().equals(backup)) {
                return item;
            }
        }
        throw new AssertionError("no " + backup + " in " + answer);
    }

    private static JsonNode json(String question, String body) {
        MvcTestResult answer = ask(question, body);
        assertThat(answer).hasStatusOk();
        return JSON.readTree(answer.getResponse().getContentAsByteArray());
    }

    private static JsonNode problem(String question, String body, int status) {
        MvcTestResult answer = ask(question, body);
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        return JSON.readTree(answer.getResponse().getContentAsByteArray());
    }

    private static MvcTestResult ask(String question, String body) {
        return api.post()
                .uri(RETENTION + ":" + question)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static Instant night(int number) {
        return FIRST.plus(Duration.ofDays(number));
    }

    private static String run(int night) {
        return new ScheduledRun(PROJECT, new PolicyId("nightly"), night(night))
                .backupId()
                .value();
    }

    private static List<BackupEvent> backup(String id, Instant at, Actor by) {
        RecoveryPoint like = LogFixtures.point(id);
        RecoveryPoint point = new RecoveryPoint(
                like.backupId(),
                PROJECT,
                "prd",
                like.application(),
                like.provider(),
                at,
                at.plusSeconds(60),
                like.components(),
                like.bytes(),
                like.objects(),
                like.manifestSha256(),
                like.retention(),
                like.verification(),
                like.lifecycle(),
                null,
                false);
        return List.of(
                new OperationEvent.BackupRequested(
                        meta(OperationKind.BACKUP, id, 1, at, by),
                        LogFixtures.request(),
                        LogFixtures.plan(StepKind.WRITE_MANIFEST)),
                new OperationEvent.OperationStarted(meta(OperationKind.BACKUP, id, 2, at, by)),
                new OperationEvent.StepStarted(
                        meta(OperationKind.BACKUP, id, 3, at, by), StepKind.WRITE_MANIFEST, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(
                        meta(OperationKind.BACKUP, id, 4, at, by), StepKind.WRITE_MANIFEST, 1, LogFixtures.result()),
                new OperationEvent.BackupCompleted(
                        meta(OperationKind.BACKUP, id, 5, at.plusSeconds(60), by), point, List.of()));
    }

    private static BackupEvent deletion(String id, String backup, Instant at, Actor by) {
        return new OperationEvent.BackupSoftDeleted(
                meta(OperationKind.PURGE, id, 1, at, by),
                LogFixtures.source(backup),
                "too old",
                LogFixtures.plan(StepKind.PURGE_BACKUP),
                at.plus(Duration.ofDays(30)),
                false);
    }

    private static EventMeta meta(OperationKind kind, String id, long sequence, Instant at, Actor by) {
        EventMeta like = LogFixtures.meta(kind, id, sequence);
        return new EventMeta(
                like.operationId(),
                kind,
                PROJECT,
                "prd",
                like.application(),
                like.provider(),
                sequence,
                at,
                like.commandId(),
                by,
                like.correlationId());
    }
}
