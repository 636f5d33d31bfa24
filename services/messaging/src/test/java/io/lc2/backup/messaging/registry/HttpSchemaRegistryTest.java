package io.lc2.backup.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.messaging.registry.SchemaNotFoundException.Missing;
import io.lc2.backup.messaging.registry.StubRegistry.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("Letter").fields().requiredString("text").endRecord();

    @Test
    void registersUnderTheEncodedSubjectWithCredentials() throws IOException {
        try (StubRegistry stub = StubRegistry.answering(200, "{\"id\": 7}");
                SchemaRegistry registry = connect(
                        stub.url() + "/apis/ccompat/v7/",
                        Map.of(
                                SchemaRegistryConfig.BASIC_AUTH_SOURCE, "USER_INFO",
                                SchemaRegistryConfig.BASIC_AUTH_USER_INFO, "user:pass:word"))) {
            assertThat(registry.register("a/b c+ü", SCHEMA)).isEqualTo(7);

            StubRegistry.Request request = stub.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /apis/ccompat/v7/subjects/a%2Fb%20c%2B%C3%BC/versions HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("authorization", "Basic dXNlcjpwYXNzOndvcmQ=")
                    .containsEntry("content-type", "application/vnd.schemaregistry.v1+json");
            assertThat(request.body()).contains("{\"schema\":\"{\\\"type\\\":\\\"record\\\"");
        }
    }

    @Test
    void asksForNormalFormWhereConfigured() throws IOException {
        try (StubRegistry stub = StubRegistry.answering(200, "{\"id\": 7}");
                SchemaRegistry registry = connect(stub.url(), Map.of(SchemaRegistryConfig.NORMALIZE, "true"))) {
            registry.register("s", SCHEMA);

            assertThat(stub.requests().getFirst().line()).contains("/versions?normalize=true ");
        }
    }

    @Test
    void asksOnceForWhatNeverChanges() throws IOException {
        try (StubRegistry stub = StubRegistry.answering(200, "{\"id\": 7, \"schema\": \"\\\"string\\\"\"}");
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            for (int i = 0; i < 3; i++) {
                assertThat(registry.register("s", SCHEMA)).isEqualTo(7);
                assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);
                assertThat(registry.schemaOf(7)).isEqualTo(Schema.create(Schema.Type.STRING));
            }

            assertThat(stub.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, 40401, SchemaNotFoundException",
        "404, 40402, SchemaNotFoundException",
        "404, 40403, SchemaNotFoundException",
        "404, 404, SchemaRegistryRefusedException",
        "401, 401, SchemaRegistryAccessException",
        "403, 40301, SchemaRegistryAccessException",
        "409, 409, IncompatibleSchemaException",
        "422, 42201, SchemaRegistryRefusedException",
        "302, 302, SchemaRegistryRefusedException",
        "408, 408, SchemaRegistryUnavailableException",
        "429, 429, SchemaRegistryUnavailableException",
        "500, 50001, SchemaRegistryUnavailableException",
        "503, 503, SchemaRegistryUnavailableException",
    })
    void tellsOneFailureFromAnother(int status, int code, String expected) throws IOException {
        String body = "{\"error_code\": %d, \"message\": \"because\"}".formatted(code);
        try (StubRegistry stub = StubRegistry.answering(status, body);
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(() -> registry.register("subject-1", SCHEMA))
                    .isInstanceOf(SchemaRegistryException.class)
                    .extracting(e -> e.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Test
    void quotesTheRegistrysReasonWithinBounds() throws IOException {
        String body = "{\"error_code\": 409, \"message\": \"field\\nis gone %s\"}".formatted("x".repeat(9_000));
        try (StubRegistry stub = StubRegistry.answering(409, body);
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(() -> registry.register("subject-1", SCHEMA))
                    .hasMessageContaining("subject-1")
                    .hasMessageContaining("field is gone")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_200));
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        try (StubRegistry stub = StubRegistry.answering(404, "{\"error_code\": 40403, \"message\": \"none\"}");
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(() -> registry.schemaOf(9))
                    .isInstanceOfSatisfying(
                            SchemaNotFoundException.class,
                            e -> assertThat(e.missing()).isEqualTo(Missing.SCHEMA));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "{\"version\": 1}"})
    void refusesAnAnswerThatIsNone(String body) throws IOException {
        try (StubRegistry stub = StubRegistry.answering(200, body);
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(() -> registry.register("s", SCHEMA)).isInstanceOf(SchemaRegistryRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\": \"message M {}\", \"schemaType\": \"PROTOBUF\"}",
                "{\"schema\": \"{\\\"type\\\": \\\"recor\\\"}\"}",
                "{\"schema\": \"\\\"string\\\"\", \"references\": [{\"name\": \"a\"}]}"
            })
    void refusesASchemaItCannotUse(String body) throws IOException {
        try (StubRegistry stub = StubRegistry.answering(200, body);
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(() -> registry.schemaOf(3))
                    .isInstanceOfSatisfying(
                            UnsupportedSchemaException.class,
                            e -> assertThat(e.id()).isEqualTo(3));
        }
    }

    @Test
    void asksTheNextAddressAndStaysThere() throws IOException {
        try (StubRegistry broken = StubRegistry.answering(500, "");
                StubRegistry stub = StubRegistry.answering(200, "[\"s\"]");
                SchemaRegistry registry = connect(unused() + "," + broken.url() + ", " + stub.url(), Map.of())) {
            assertThat(registry.subjects()).containsExactly("s");
            assertThat(registry.subjects()).containsExactly("s");

            assertThat(broken.requests()).hasSize(1);
            assertThat(stub.requests()).hasSize(2);
        }
    }

    @Test
    void doesNotAskTheNextAddressAboutARefusal() throws IOException {
        try (StubRegistry first = StubRegistry.answering(401, "");
                StubRegistry second = StubRegistry.answering(200, "[]");
                SchemaRegistry registry = connect(first.url() + "," + second.url(), Map.of())) {
            assertThatThrownBy(registry::subjects).isInstanceOf(SchemaRegistryAccessException.class);

            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void namesEveryAddressThatDidNotAnswerAndNoPassword() throws IOException {
        String dead = unused();
        try (StubRegistry silent = StubRegistry.answering(new Answer.Silence());
                SchemaRegistry registry = connect(
                        dead.replace("http://", "http://user:s3cret@") + "," + silent.url(),
                        Map.of(SchemaRegistryConfig.REQUEST_TIMEOUT, 100))) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryUnavailableException.class)
                    .hasMessageContaining(dead)
                    .hasMessageContaining(silent.url() + " gave no answer in 100 ms")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void doesNotWaitForeverForTheRestOfAnAnswer() throws IOException {
        Answer half = new Answer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"s");
        try (StubRegistry stub = StubRegistry.answering(half);
                SchemaRegistry registry = connect(stub.url(), Map.of(SchemaRegistryConfig.REQUEST_TIMEOUT, 100))) {
            assertThatThrownBy(registry::subjects).isInstanceOf(SchemaRegistryUnavailableException.class);
        }
    }

    @Test
    void doesNotTakeAnAnswerWithoutEnd() throws IOException {
        String tooMuch = "[\"%s\"]".formatted("x".repeat(17 * 1024 * 1024));
        try (StubRegistry stub = StubRegistry.answering(200, tooMuch);
                SchemaRegistry registry = connect(stub.url(), Map.of())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryUnavailableException.class)
                    .hasMessageContaining("larger than");
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        try (StubRegistry stub = StubRegistry.answering(new Answer.Silence());
                SchemaRegistry registry = connect(stub.url(), Map.of(SchemaRegistryConfig.REQUEST_TIMEOUT, 60_000))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CountDownLatch ended = new CountDownLatch(1);
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    registry.subjects();
                } catch (InterruptException e) {
                    failure.set(e);
                } finally {
                    ended.countDown();
                }
            });
            Awaitility.await().until(() -> !stub.requests().isEmpty());

            caller.interrupt();

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.get()).isInstanceOf(InterruptException.class);
        }
    }

    @Test
    void takesASubjectWithoutALevelAndASubjectWithoutSchemasForWhatTheyAre() throws IOException {
        try (StubRegistry none = StubRegistry.answering(404, "{\"error_code\": 40408, \"message\": \"no level\"}");
                SchemaRegistry registry = connect(none.url(), Map.of())) {
            assertThat(registry.compatibility("s")).isEmpty();
        }
        try (StubRegistry none = StubRegistry.answering(404, "{\"error_code\": 40401, \"message\": \"no subject\"}");
                SchemaRegistry registry = connect(none.url(), Map.of())) {
            assertThat(registry.check("s", SCHEMA).compatible()).isTrue();
        }
    }

    private static SchemaRegistry connect(String url, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(SchemaRegistryConfig.URL, url);
        return SchemaRegistry.connect(config);
    }

    private static String unused() throws IOException {
        try (StubRegistry gone = StubRegistry.answering(500, "")) {
            return gone.url();
        }
    }
}
