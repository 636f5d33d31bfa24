package io.lc2.backup.commandapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(EmbeddedServerExtension.class)
class OutageIT {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final String REQUEST = """
            {"application": "liferay", "environment": "prd", "provider": "local", "database": {"instance": "main"}}""";
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void saysSoWithinFiveSecondsWhenKafkaIsAwayAndAcceptsTheSameCallAfterwards(EmbeddedRegistry registry) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                CommandLog log =
                        new CommandLog(broker.bootstrapServers(), registry.url().toString())) {
            log.create();
            try (ConfigurableApplicationContext service = CommandApiIT.start(
                            broker.bootstrapServers(), registry.url().toString());
                    Calls calls = CommandApiIT.calls(service)) {
                assertThat(calls.post(BACKUPS, REQUEST).statusCode()).isEqualTo(201);
                broker.stop();

                assertUnavailable(calls, "Kafka");
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(calls.get("/health/ready").statusCode())
                                        .isEqualTo(503));
                assertThat(calls.get("/health/live").statusCode()).isEqualTo(200);

                broker.start();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(calls.post(BACKUPS, REQUEST, "Idempotency-Key", "k")
                                        .statusCode())
                                .isEqualTo(201));
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(calls.get("/health/ready").statusCode())
                                        .isEqualTo(200));
                assertThat(log.of("acme")).hasSizeBetween(2, 3);
            }
        }
    }

    @Test
    void saysSoWithinFiveSecondsWhenTheRegistryIsAway(EmbeddedBroker broker, EmbeddedRegistry registry) {
        try (CommandLog log =
                new CommandLog(broker.bootstrapServers(), registry.url().toString())) {
            log.create();
        }
        // Nothing listens on port 1.
        try (ConfigurableApplicationContext service =
                        CommandApiIT.start(broker.bootstrapServers(), "http://127.0.0.1:1");
                Calls calls = CommandApiIT.calls(service)) {
            assertUnavailable(calls, "registry");
            assertThat(calls.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void startsAndSaysSoWhenNothingIsThere() {
        try (ConfigurableApplicationContext service = CommandApiIT.start("127.0.0.1:1", "http://127.0.0.1:1");
                Calls calls = CommandApiIT.calls(service)) {
            assertUnavailable(calls, "Kafka");
            assertLettersUnavailable(calls);
        }
    }

    private static void assertLettersUnavailable(Calls calls) {
        Instant asked = Instant.now();
        HttpResponse<String> answer = calls.get("/api/v1/dead-letters");

        assertThat(Duration.between(asked, Instant.now())).isLessThan(BOUND);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(calls.post("/api/v1/dead-letters/0-1:replay").statusCode()).isEqualTo(503);
    }

    private static void assertUnavailable(Calls calls, String part) {
        Instant asked = Instant.now();
        HttpResponse<String> answer = calls.post(BACKUPS, REQUEST, "Idempotency-Key", "k");

        assertThat(Duration.between(asked, Instant.now())).isLessThan(BOUND);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains(part).contains("Idempotency-Key");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Idempotency-Key")).contains("k");
    }
}
