package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import io.lc2.backup.commandapi.RecordingPublisher;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiUnderTest
class ProblemsTest {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final String RESTORES = "/api/v1/projects/acme/restores";
    private static final String ORDINARY = """
            {"application": "liferay", "environment": "prd", "provider": "local", "database": {"instance": "main"}}""";

    @Autowired
    private RecordingPublisher log;

    @LocalServerPort
    private int port;

    private Calls calls;

    @BeforeEach
    void open() {
        calls = new Calls(port);
        log.commands().clear();
        log.comeBack();
    }

    @AfterEach
    void close() {
        calls.close();
    }

    static Stream<Arguments> wrongBackups() {
        return Stream.of(
                wrong("{}", "application", "must not be null"),
                wrong("{}", "environment", "must not be null"),
                wrong("{}", "provider", "must not be null"),
                wrong(with("\"application\": \"wordpress\""), "application", "one of liferay, drupal, bloomreach"),
                wrong(with("\"provider\": \"AWS\""), "provider", "one of aws, gcp, azure, local"),
                wrong(with("\"environment\": \"p/r/d\""), "environment", "lower-case letters"),
                wrong(with("\"databse\": {}"), "databse", "known here: application, configuration"),
                wrong(with("\"database\": {\"instance\": \"m\", \"typ\": 1}"), "database.typ", "known here: "),
                wrong(with("\"database\": {}"), "database.instance", "must not be null"),
                wrong(with("\"database\": {\"instance\": 5}"), "database.instance", "must be a text"),
                wrong(with("\"database\": []"), "database", "must be an object"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"databases\": \"a\"}"),
                        "database.databases",
                        "a list"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"databases\": [null]}"),
                        "database.databases[0]",
                        "must not be null"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"dumpEnabled\": \"yes\"}"),
                        "database.dumpEnabled",
                        "must be true or false"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"dumpEnabled\": false}"),
                        "database",
                        "needs one of incrementalEnabled"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"dumpFormat\": \"plain\"}"),
                        "database.dumpFormat",
                        "one of custom"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"type\": \"oracle\"}"),
                        "database.type",
                        "one of postgresql, mysql, mariadb, mongodb"),
                wrong(
                        with("\"database\": {\"instance\": \"m\", \"preBackupHooks\": [{\"command\": [\"x\"]}]}"),
                        "database.preBackupHooks[0].name",
                        "must not be null"),
                wrong(
                        with("\"storage\": {\"type\": \"s3\", \"bucket\": \"b\", \"maxConcurrency\": 65}"),
                        "storage.maxConcurrency",
                        "between 1 and 64"),
                wrong(
                        with("\"storage\": {\"type\": \"s3\", \"bucket\": \"b\", \"maxConcurrency\": 8.5}"),
                        "storage.maxConcurrency",
                        "a whole number"),
                wrong(
                        with("\"storage\": {\"type\": \"s3\", \"bucket\": \"b\", \"maxConcurrency\": 99999999999}"),
                        "storage.maxConcurrency",
                        "a whole number"),
                wrong(
                        with("\"storage\": {\"type\": \"floppy\", \"bucket\": \"b\"}"),
                        "storage.type",
                        "one of s3, gcs, azure-blob, minio, filesystem"),
                wrong(with("\"retention\": {\"daily\": 0}"), "retention", "keeps nothing"),
                wrong(with("\"retention\": {\"daily\": 400}"), "retention", "reaches back 400 days"),
                wrong(with("\"notes\": \"" + "n".repeat(1001) + "\""), "notes", "1000 characters"),
                wrong(
                        "{\"application\": \"liferay\", \"environment\": \"prd\", \"provider\": \"local\"}",
                        "",
                        "names nothing to back up"),
                wrong("", "", ""),
                wrong("{", "", "is not JSON"),
                wrong("[]", "", "must be an object"),
                wrong("\"text\"", "", "must be an object"),
                wrong("null", "", ""),
                wrong(ORDINARY + " {}", "", ""),
                wrong(with("\"notes\": \"a\", \"notes\": \"b\""), "", "names a field twice"));
    }

    @ParameterizedTest
    @MethodSource("wrongBackups")
    void namesWhatIsWrongWithABackup(String body, String field, String message) {
        HttpResponse<String> answer = calls.post(BACKUPS, body);

        JsonNode problem = problem(answer, 400);
        if (!message.isEmpty()) {
            assertThat(errors(problem)).anySatisfy(error -> {
                assertThat(error.get("field").asString()).isEqualTo(field);
                assertThat(error.get("message").asString()).contains(message);
            });
        }
        assertThat(log.commands()).isEmpty();
    }

    static Stream<Arguments> wrongRestores() {
        return Stream.of(
                wrong("{}", "backupId", "must not be null"),
                wrong("{\"backupId\": \"b-local-1\"}", "targetEnvironment", "must not be null"),
                wrong(local("\"drill\": true"), "targetEnvironment", "must be left out of a drill"),
                wrong(drill("\"dryRun\": true"), "dryRun", "contradicts drill"),
                wrong(drill("\"restoreType\": \"database-only\""), "restoreType", "must be full in a drill"),
                wrong(restore("b-1", "\"provider\": \"mars\""), "provider", "one of aws, gcp, azure, local"),
                wrong(restore("b-1", "\"dryRun\": true"), "provider", "is needed"),
                wrong(restore("../b", "\"provider\": \"local\""), "backupId", "lower-case letters"),
                wrong(restore("b-1", "\"restoreType\": \"partial\""), "restoreType", "one of full, database-only"),
                wrong(local("\"restoreType\": \"selective\""), "restoreType", "needs prefixes or tables"),
                wrong(local("\"tables\": [\"t\"]"), "tables", "only for restoreType selective"),
                wrong(local("\"pointInTime\": \"yesterday\""), "pointInTime", "an instant such as"),
                wrong(local("\"pointInTime\": 1"), "pointInTime", "must be a text"));
    }

    @ParameterizedTest
    @MethodSource("wrongRestores")
    void namesWhatIsWrongWithARestore(String body, String field, String message) {
        JsonNode problem = problem(calls.post(RESTORES, body), 400);

        assertThat(errors(problem)).anySatisfy(error -> {
            assertThat(error.get("field").asString()).isEqualTo(field);
            assertThat(error.get("message").asString()).contains(message);
        });
        assertThat(log.commands()).isEmpty();
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        HttpResponse<String> answer = calls.post(BACKUPS, """
                {"application": "liferay", "environment": "P", "provider": "local",
                 "database": {"instance": "m", "databases": [""]}, "storage": {"type": "s3", "bucket": "/"}}""");

        assertThat(errors(problem(answer, 400)))
                .extracting(error -> error.get("field").asString())
                .containsExactly("environment", "database.databases[0]", "storage.bucket");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, not-found",
        "GET, /nowhere, 404, not-found",
        "POST, /api/v1/projects/acme/backups/b-1:undo, 404, not-found",
        "POST, /api/v1/projects/acme/backups/b-1, 405, method-not-allowed",
        "PUT, /api/v1/projects/acme/backups, 405, method-not-allowed",
        "GET, /api/v1/projects/acme/backups, 405, method-not-allowed",
        "POST, /api/v1/projects/ACME/backups/b-local-1:cancel, 400, invalid-request",
        "POST, /api/v1/projects/acme/backups/B-1:cancel?provider=local, 400, invalid-request",
        "DELETE, /api/v1/projects/acme/backups/..%2f..?provider=local, 400, ''",
    })
    void refusesWrongAddressesAndMethods(String method, String path, int status, String type) {
        HttpResponse<String> answer = calls.send(calls.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (!type.isEmpty()) {
            assertThat(problem(answer, status).get("type").asString()).isEqualTo("urn:lc2:problem:" + type);
        }
        assertThat(log.commands()).isEmpty();
    }

    @Test
    void refusesOtherMediaTypes() {
        HttpResponse<String> xml = calls.send(
                calls.request(BACKUPS).header("Content-Type", "application/xml").POST(BodyPublishers.ofString("<a/>")));
        HttpResponse<String> none = calls.send(calls.request(BACKUPS).POST(BodyPublishers.ofString(ORDINARY)));
        HttpResponse<String> accept = calls.post(BACKUPS, ORDINARY, "Accept", "text/html");

        problem(xml, 415);
        problem(none, 415);
        problem(accept, 406);
        assertThat(log.commands()).isEmpty();
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String large = with("\"notes\": \"" + "n".repeat(256 * 1024) + "\"");

        HttpResponse<String> told = calls.post(BACKUPS, large);
        HttpResponse<String> chunked = calls.send(calls.request(BACKUPS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes()))));

        assertThat(problem(told, 413).get("detail").asString()).contains("262144 bytes");
        problem(chunked, 413);
    }

    @ParameterizedTest
    @CsvSource({
        "X-LC2-Actor, a b",
        "X-LC2-Actor, 'user@example.org;drop'",
        "Idempotency-Key, a b",
        "Idempotency-Key, ''",
    })
    void refusesHeadersOfAnotherForm(String name, String value) {
        JsonNode problem = problem(calls.post(BACKUPS, ORDINARY, name, value), 400);

        assertThat(errors(problem))
                .singleElement()
                .satisfies(error -> assertThat(error.get("field").asString()).isEqualTo(name));
    }

    @Test
    void refusesTooLongHeaders() {
        problem(calls.post(BACKUPS, ORDINARY, "Idempotency-Key", "k".repeat(256)), 400);
        problem(calls.post(BACKUPS, ORDINARY, "X-LC2-Actor", "a".repeat(129)), 400);
        assertThat(calls.post(BACKUPS, ORDINARY, "Idempotency-Key", "k".repeat(255))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void saysThatRepeatingIsSafeWhenTheLogIsAway() {
        log.goAway();

        HttpResponse<String> answer = calls.post(BACKUPS, ORDINARY);

        JsonNode problem = problem(answer, 503);
        String key = answer.headers().firstValue("Idempotency-Key").orElseThrow();
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(problem.get("detail").asString()).contains("Kafka");
        assertThat(problem.get("nextStep").asString()).contains("Idempotency-Key");
        assertThat(answer.body()).doesNotContain("s3cret").doesNotContain("10.0.0.1");

        log.comeBack();
        assertThat(calls.post(BACKUPS, ORDINARY, "Idempotency-Key", key).statusCode())
                .isEqualTo(201);
    }

    @Test
    void tellsNothingOfItsInsidesWhenItFails() {
        log.breakDown();

        HttpResponse<String> answer = calls.post(BACKUPS, ORDINARY);

        JsonNode problem = problem(answer, 500);
        assertThat(answer.body()).doesNotContain("s3cret").doesNotContain("Exception");
        assertThat(problem.get("correlationId").asString())
                .isEqualTo(answer.headers().firstValue("X-Correlation-Id").orElseThrow());
    }

    @Test
    void neverRepeatsWhatWasSent() {
        List<String> bodies = List.of(
                with("\"database\": {\"instance\": \"postgres://u:s3cret@h\"}"),
                with("\"database\": {\"instance\": \"m\", \"dumpEnabled\": \"s3cret\"}"),
                with("\"database\": {\"instance\": \"m\", \"type\": \"s3cret\"}"),
                "{\"application\": s3cret}");

        assertThat(bodies)
                .allSatisfy(body -> assertThat(calls.post(BACKUPS, body).body())
                        .contains("errors")
                        .doesNotContain("s3cret"));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        JsonNode problem = Calls.json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).startsWith("urn:lc2:problem:");
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("nextStep").asString()).isNotBlank();
        return problem;
    }

    private static List<JsonNode> errors(JsonNode problem) {
        return problem.path("errors").valueStream().toList();
    }

    private static Arguments wrong(String body, String field, String message) {
        return Arguments.of(body, field, message);
    }

    /** An ordinary request in which these fields are put or replaced. */
    private static String with(String fields) {
        String name = fields.substring(0, fields.indexOf(':'));
        String ordinary = Stream.of(
                        "\"application\": \"liferay\"",
                        "\"environment\": \"prd\"",
                        "\"provider\": \"local\"",
                        "\"search\": {}")
                .filter(field -> !field.startsWith(name))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        return "{" + ordinary + ", " + fields + "}";
    }

    private static String restore(String backupId, String fields) {
        return "{\"backupId\": \"" + backupId + "\", \"targetEnvironment\": \"uat\", " + fields + "}";
    }

    private static String drill(String fields) {
        return "{\"backupId\": \"b-1\", \"provider\": \"local\", \"drill\": true, " + fields + "}";
    }

    private static String local(String fields) {
        return restore("b-1", "\"provider\": \"local\", " + fields);
    }
}
