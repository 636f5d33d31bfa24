package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiUnderTest
class DeadLettersTest {

    private static final String LETTERS = "/api/v1/dead-letters";

    @LocalServerPort
    private int port;

    private Calls calls;

    @BeforeEach
    void open() {
        calls = new Calls(port);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void listsWhereRecordsCameFromAndWhyWithoutTheirPayload() {
        JsonNode list = Calls.json(calls.get(LETTERS));

        assertThat(list.get("items").get(0).toString()).isEqualTo("""
                {"id":"3-17","topic":"backup-commands","partition":3,"offset":42,"reason":"it is truncated",\
                "setAsideAt":"2026-11-21T10:00:00Z","bytes":5,"complete":true,"key":"acme"}""");
    }

    @Test
    void goesOnWithTheTokenOfTheSameListOnly() {
        String token = Calls.json(calls.get(LETTERS)).get("nextPageToken").asString();

        assertThat(Calls.json(calls.get(LETTERS + "?pageToken=" + token))
                        .get("nextPageToken")
                        .isNull())
                .isTrue();
        assertThat(calls.get(LETTERS + "?topic=backup-events&pageToken=" + token)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsOneWithItsReplays() {
        JsonNode letter = Calls.json(calls.get(LETTERS + "/3-17"));

        assertThat(letter.get("value").asString()).isEqualTo("he\\x00lo");
        assertThat(letter.get("headers").get(0).get("name").asString()).isEqualTo("ce_type");
        assertThat(letter.get("replays").get(0).get("actor").asString()).isEqualTo("user-42");
        assertThat(letter.get("allReplays").asBoolean()).isTrue();
    }

    @Test
    void replaysAndSaysWhereTheRecordLiesNow() {
        HttpResponse<String> answer = calls.post(LETTERS + "/3-17:replay?again=true", "", "X-LC2-Actor", "user-7");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains(LETTERS + "/3-17");
        assertThat(Calls.json(answer).get("offset").asInt()).isEqualTo(100);
        assertThat(Calls.json(answer).get("actor").asString()).isEqualTo("user-7");
    }

    @Test
    void refusesASecondReplayWithTheNextStep() {
        HttpResponse<String> answer = calls.post(LETTERS + "/3-17:replay");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Calls.json(answer).get("type").asString()).isEqualTo("urn:lc2:problem:not-replayable");
        assertThat(Calls.json(answer).get("nextStep").asString()).isEqualTo("Say again.");
    }

    @Test
    void saysThatKafkaIsAwayWithoutItsAddress() {
        HttpResponse<String> answer = calls.get(LETTERS + "/9-1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("Kafka").doesNotContain("10.0.0.1").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "?pageSize=0, pageSize",
        "?pageSize=201, pageSize",
        "?pageSize=many, pageSize",
        "?pageToken=nonsense, pageToken",
        "?topic=no%20topic, topic",
        "/nonsense, letterId",
        "/-1-1, letterId",
        "/1-99999999999999999999, letterId"
    })
    void namesTheParameterThatIsWrong(String call, String parameter) {
        HttpResponse<String> answer = calls.get(LETTERS + call);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Calls.json(answer).get("errors").get(0).get("field").asString())
                .isEqualTo(parameter);
    }

    @Test
    void doesNotKnowOthers() {
        assertThat(calls.get(LETTERS + "/3-18").statusCode()).isEqualTo(404);
        assertThat(calls.post(LETTERS + "/3-18:replay").statusCode()).isEqualTo(404);
    }
}
