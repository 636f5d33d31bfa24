package io.lc2.backup.commandapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Dead letters on a real broker: listed, shown, sent again. */
@ExtendWith(EmbeddedServerExtension.class)
class DeadLettersIT {

    private static final String LETTERS = "/api/v1/dead-letters";
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static String bootstrapServers;
    private static KafkaProducer<byte[], byte[]> producer;
    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext second;
    private static Calls calls;
    private static Calls secondCalls;

    @BeforeAll
    static void start(EmbeddedRegistry registry) {
        // A broker of its own: what is sent again here is nothing for the readers of other tests.
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        bootstrapServers = broker.bootstrapServers();
        String registryUrl = registry.url().toString();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", registryUrl))) {
            new Bootstrap(
                            admin,
                            serdes.registry(),
                            new TopicLayout(PARTITIONS, TopicLayout.BROKER_DEFAULT, Duration.ofSeconds(30)))
                    .run(Topics.all(Set.of(Provider.LOCAL)));
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "zstd"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        service = CommandApiIT.start(bootstrapServers, registryUrl);
        second = CommandApiIT.start(bootstrapServers, registryUrl);
        calls = CommandApiIT.calls(service);
        secondCalls = CommandApiIT.calls(second);
    }

    @AfterAll
    static void stop() {
        calls.close();
        secondCalls.close();
        service.close();
        second.close();
        producer.close();
        broker.close();
    }

    @Test
    void listsTheNewestFirstPageByPage() throws Exception {
        for (int i = 0; i < 130; i++) {
            set(Topics.EVENTS.name(), i % PARTITIONS, 1000 + i, ("listed-" + i).getBytes(UTF_8), T0.plusSeconds(i));
        }

        List<JsonNode> all = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = Calls.json(calls.get(LETTERS + "?topic=backup-events&pageSize=50&pageToken=" + token));
            page.get("items").forEach(all::add);
            token = page.get("nextPageToken").isNull()
                    ? ""
                    : page.get("nextPageToken").asString();
            pages++;
        } while (!token.isEmpty());

        assertThat(pages).isBetween(3, 10);
        assertThat(all)
                .hasSize(130)
                .extracting(item -> item.get("id").asString())
                .doesNotHaveDuplicates();
        assertThat(all)
                .extracting(item -> Instant.parse(item.get("setAsideAt").asString()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(all.getFirst().get("offset").asLong()).isEqualTo(1129);
    }

    @Test
    void showsAHarmlessPartOfTheRecord() throws Exception {
        String id = set(
                Topics.COMMANDS.name(),
                1,
                7,
                "\u001b[2J{\"password\": \"hunter2\"}".getBytes(UTF_8),
                T0,
                "x-api-key",
                "hunter2");

        HttpResponse<String> answer = calls.get(LETTERS + "/" + id);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("\u001b");
        JsonNode letter = Calls.json(answer);
        assertThat(letter.get("topic").asString()).isEqualTo("backup-commands");
        assertThat(letter.get("partition").asInt()).isEqualTo(1);
        assertThat(letter.get("offset").asLong()).isEqualTo(7);
        assertThat(letter.get("reason").asString()).isEqualTo("it is no record");
        assertThat(letter.get("key").asString()).isEqualTo("acme");
        assertThat(letter.get("replays").isEmpty()).isTrue();
    }

    @Test
    void sendsTheSameBytesToTheSamePartitionOnce() throws Exception {
        byte[] value = {0, 1, 2, 3, -1};
        String id = set(Topics.COMMANDS.name(), 2, 11, value, T0, "ce_id", "17");
        String other = set(Topics.COMMANDS.name(), 2, 11, value, T0, "ce_id", "17");

        HttpResponse<String> first = calls.post(LETTERS + "/" + id + ":replay", "", "X-LC2-Actor", "user-42");
        HttpResponse<String> repeated = secondCalls.post(LETTERS + "/" + id + ":replay");
        HttpResponse<String> sameRecord = calls.post(LETTERS + "/" + other + ":replay");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(List.of(repeated, sameRecord)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("already").contains("user-42").contains("nextStep");
        });
        ConsumerRecord<byte[], byte[]> record = commands(2).stream()
                .filter(sent -> header(sent, "lc2_replay_of").equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(record.offset()).isEqualTo(Calls.json(first).get("offset").asLong());
        assertThat(record.key()).isEqualTo("acme".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo(value);
        assertThat(header(record, "ce_id")).isEqualTo("17");
        assertThat(header(record, "lc2_replay_origin")).isEqualTo("backup-commands-2@11");
        assertThat(record.headers().lastHeader("lc2_dead_letter_reason")).isNull();
        JsonNode shown = Calls.json(calls.get(LETTERS + "/" + id));
        assertThat(shown.get("replays").get(0).get("actor").asString()).isEqualTo("user-42");
    }

    @Test
    void sendsItOnceThoughTwoInstancesAreAskedAtOnce() throws Exception {
        String id = set(Topics.COMMANDS.name(), 0, 23, new byte[] {5}, T0);

        List<CompletableFuture<Integer>> answers = Stream.of(calls, secondCalls, calls, secondCalls)
                .map(instance -> CompletableFuture.supplyAsync(
                        () -> instance.post(LETTERS + "/" + id + ":replay").statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(commands(0))
                .filteredOn(sent -> header(sent, "lc2_replay_of").equals(id))
                .hasSize(1);
    }

    @Test
    void sendsItOnceMoreWhenToldSo() throws Exception {
        String id = set(Topics.COMMANDS.name(), 1, 31, new byte[] {6}, T0);
        calls.post(LETTERS + "/" + id + ":replay");

        assertThat(calls.post(LETTERS + "/" + id + ":replay?again=true").statusCode())
                .isEqualTo(201);
        assertThat(Calls.json(calls.get(LETTERS + "/" + id)).get("replays").size())
                .isEqualTo(2);
    }

    @Test
    void doesNotSendWhatTheLetterDoesNotHoldOrNobodyReads() throws Exception {
        String cut = set(Topics.COMMANDS.name(), 0, 41, new byte[2_000_000], T0);
        String foreign = set("somewhere-else", 0, 42, new byte[] {7}, T0);

        assertThat(calls.post(LETTERS + "/" + cut + ":replay").body()).contains("value of 2000000 bytes");
        assertThat(calls.post(LETTERS + "/" + foreign + ":replay").statusCode()).isEqualTo(409);
        assertThat(Calls.json(calls.get(LETTERS + "/" + cut)).get("complete").asBoolean())
                .isFalse();
    }

    @Test
    void doesNotKnowWhatIsNoLetter() throws Exception {
        RecordMetadata foreign = producer.send(
                        new ProducerRecord<>(Topics.DEAD_LETTERS.name(), 0, null, new byte[] {1}))
                .get(30, TimeUnit.SECONDS);

        assertThat(calls.get(LETTERS + "/0-" + foreign.offset()).statusCode()).isEqualTo(404);
        assertThat(calls.get(LETTERS + "/0-999999").statusCode()).isEqualTo(404);
        assertThat(calls.get(LETTERS + "/99-0").statusCode()).isEqualTo(404);
    }

    private static String set(String topic, int partition, long offset, byte[] value, Instant at, String... headers)
            throws Exception {
        RecordHeaders of = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            of.add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topic,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                4,
                value.length,
                "acme".getBytes(UTF_8),
                value,
                of,
                Optional.empty());
        RecordMetadata letter = producer.send(DeadLetter.of(record, new SerializationException("it is no record"), at)
                        .letter(record))
                .get(30, TimeUnit.SECONDS);
        return letter.partition() + "-" + letter.offset();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> commands(int partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition all = new TopicPartition(Topics.COMMANDS.name(), partition);
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            long end = consumer.endOffsets(List.of(all)).get(all);
            while (consumer.position(all) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
