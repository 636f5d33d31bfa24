package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.askRestore;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.disproved;
import static io.lc2.backup.catalog.LogFixtures.purge;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static io.lc2.backup.catalog.LogFixtures.verification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service as a whole on real servers. Tests share one catalog and keep apart by ids. */
@ExtendWith(EmbeddedServerExtension.class)
@TestMethodOrder(MethodOrderer.Random.class)
class CatalogIT {

    private static final String ACME = "/api/v1/projects/acme";

    @TempDir
    private static Path stateDir;

    private static EmbeddedBroker broker;
    private static RunningCatalog catalog;

    @BeforeAll
    static void start(EmbeddedBroker runningBroker, EmbeddedRegistry registry, EmbeddedDatabase database) {
        broker = runningBroker;
        catalog = new RunningCatalog(runningBroker, registry, database, stateDir, "catalog_it");
        catalog.start();
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @Test
    void showsACommandToWhoWaitsForIt() {
        CompletableFuture<JsonNode> answer =
                CompletableFuture.supplyAsync(() -> catalog.json(ACME + "/backups/wait-1", "Prefer", "wait=20"));

        catalog.ask(askBackup("wait-1"));

        JsonNode backup = answer.join();
        assertThat(backup.get("status").asString()).isEqualTo("Pending");
        assertThat(backup.get("environment").asString()).isEqualTo("prd");
        assertThat(backup.get("retention").get("daily").asInt()).isEqualTo(7);
    }

    @Test
    void tellsAllOfACompletedBackup() {
        catalog.happened(backup("full-1"));

        awaitStatus("/backups/full-1", "Completed");
        JsonNode backup = catalog.json(ACME + "/backups/full-1");

        assertThat(backup.get("verification").asString()).isEqualTo("Checksum");
        assertThat(backup.get("lifecycle").asString()).isEqualTo("Active");
        assertThat(backup.get("durationMs").asLong()).isEqualTo(6000);
        assertThat(backup.get("version").asLong()).isEqualTo(8);
        assertThat(backup.get("queuePosition").isNull()).isTrue();
        assertThat(backup.get("steps").get(0).get("step").asString()).isEqualTo("dump-database");
        assertThat(backup.get("steps").get(0).get("state").asString()).isEqualTo("Done");
        assertThat(backup.get("checks").get(0).get("name").asString()).isEqualTo("dump-decompresses");
        assertThat(backup.get("dataTime").asString()).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void listsTheEventsOfABackup() {
        catalog.happened(backup("events-1"));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode items = events("/backups/events-1");
            assertThat(items.size()).isEqualTo(8);
            assertThat(items.get(2).get("detail").asString()).isEqualTo("Step dump-database started, attempt 1, ready");
            assertThat(items.get(2).get("eventId").asString()).isEqualTo("events-1-3");
            assertThat(items.get(2).get("attempt").asInt()).isEqualTo(1);
        });
    }

    @Test
    void tellsWhyARestoreWasRefused() {
        catalog.ask(askRestore("refused-1", "none"));
        catalog.happened(List.of(rejected("RequestRestore", "refused-1", "refused-1")));

        awaitStatus("/restores/refused-1", "Failed");
        JsonNode restore = catalog.json(ACME + "/restores/refused-1");

        assertThat(restore.get("failure").get("code").asString()).isEqualTo("NOT_SUPPORTED");
        assertThat(restore.get("failure").get("nextStep").asString()).isEqualTo("Ask without it.");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                catalog.json(ACME + "/restores").get("items").findValuesAsString("restoreId"))
                        .contains("refused-1"));
    }

    @Test
    void keepsTheAxesOfABackupWhenItIsVerifiedAndDeleted() {
        catalog.happened(backup("axes-1"));
        catalog.happened(verification("axes-v", "axes-1", disproved("axes-v", "axes-1")));
        catalog.happened(purge("axes-p", "axes-1"));

        awaitStatus("/operations/axes-p", "Completed");
        JsonNode backup = catalog.json(ACME + "/backups/axes-1");
        JsonNode verification = catalog.json(ACME + "/operations/axes-v");

        assertThat(backup.get("verification").asString()).isEqualTo("None");
        assertThat(backup.get("lifecycle").asString()).isEqualTo("Purged");
        assertThat(verification.get("kind").asString()).isEqualTo("verification");
        assertThat(verification.get("backupId").asString()).isEqualTo("axes-1");
        assertThat(catalog.get(ACME + "/backups/axes-v").statusCode()).isEqualTo(404);
    }

    @Test
    void showsThePlaceInTheQueue() {
        catalog.happened(List.of(backup("queue-1").getFirst()));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(catalog.json(ACME + "/backups/queue-1")
                                .get("queuePosition")
                                .asInt())
                        .isPositive());
    }

    @Test
    void streamsProgressUntilTheEnd() throws Exception {
        catalog.happened(backup("sse-1").subList(0, 3));
        awaitStatus("/backups/sse-1", "ExportInProgress");

        HttpResponse<Stream<String>> stream = catalog.http()
                .sendAsync(
                        HttpRequest.newBuilder(catalog.uri(ACME + "/backups/sse-1/progress"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .get(10, TimeUnit.SECONDS);
        assertThat(stream.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        catalog.happened(backup("sse-1").subList(3, 8));
        List<String> lines =
                CompletableFuture.supplyAsync(() -> stream.body().toList()).get(20, TimeUnit.SECONDS);

        List<String> names =
                lines.stream().filter(line -> line.startsWith("event:")).toList();
        assertThat(names).startsWith("event: progress").endsWith("event: end");
        assertThat(names.size()).isGreaterThanOrEqualTo(3);
        String last =
                lines.stream().filter(line -> line.startsWith("data:")).toList().getLast();
        assertThat(catalog.parse(last.substring(5)).get("status").asString()).isEqualTo("Completed");
    }

    @Test
    void setsBytesNobodyCanReadAsideAndGoesOn() {
        catalog.send(Topics.EVENTS.name(), "acme", new byte[] {7, 7, 7});
        catalog.happened(backup("poison-1"));

        awaitStatus("/backups/poison-1", "Completed");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(events("/backups/poison-1").size()).isEqualTo(8);
            assertThat(deadLetters()).anySatisfy(letter -> {
                assertThat(letter.value()).containsExactly(7, 7, 7);
                assertThat(DeadLetter.readFrom(letter.headers()).topic()).isEqualTo(Topics.EVENTS.name());
            });
        });
    }

    @Test
    void answersUnknownIdsAndProjectsWithAProblem() {
        HttpResponse<String> backup = catalog.get(ACME + "/backups/nobody");
        HttpResponse<String> project = catalog.get("/api/v1/projects/nobody/backups");

        assertThat(List.of(backup, project)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(catalog.parse(answer.body()).get("nextStep").asString()).isNotBlank();
        });
    }

    @Test
    void showsItsMetrics() {
        assertThat(catalog.get("/actuator/prometheus").body())
                .contains("lc2_catalog_projection_lag_records", "lc2_catalog_fold_changes_total");
    }

    private static void awaitStatus(String path, String status) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(catalog.json(ACME + path).get("status").asString())
                                .isEqualTo(status));
    }

    private static JsonNode events(String path) {
        return catalog.json(ACME + path + "/events").get("items");
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> letters = new java.util.ArrayList<>();
            consumer.poll(Duration.ofSeconds(2)).forEach(letters::add);
            return letters;
        }
    }
}
