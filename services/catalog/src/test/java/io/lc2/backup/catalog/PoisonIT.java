package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever outsiders write: fold and projection go on, and show what is behind it. */
@ExtendWith(EmbeddedServerExtension.class)
class PoisonIT {

    private static final String ACME = "/api/v1/projects/acme";
    private static final byte[] KEY = "acme".getBytes(UTF_8);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private static Path stateDir;

    private static EmbeddedBroker broker;
    private static RunningCatalog catalog;
    private static TopicSerdes serdes;
    private static KafkaProducer<byte[], byte[]> producer;
    private static KafkaConsumer<byte[], byte[]> consumer;

    @BeforeAll
    static void start(EmbeddedRegistry registry, EmbeddedDatabase database) {
        // A broker of its own: what lies on these topics afterwards is nothing for the readers of other tests.
        broker = EmbeddedBroker.start(stateDir.resolve("broker"));
        catalog = new RunningCatalog(broker, registry, database, stateDir, "catalog_poison");
        catalog.start();
        serdes =
                TopicSerdes.connect(Map.of("schema.registry.url", registry.url().toString()));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "compression.type",
                        "zstd",
                        "max.request.size",
                        20_000_000,
                        "partitioner.class",
                        ProjectPartitioner.class),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    @AfterAll
    static void stop() {
        catalog.close();
        producer.close();
        consumer.close();
        serdes.close();
        broker.close();
    }

    @Test
    void setsWhatNobodyCanReadAside() throws Exception {
        List<byte[]> poisons = List.of(
                "garbage".getBytes(UTF_8),
                new byte[] {0, 0x7f, -1, -1, -1, 1},
                ofUnknownType(),
                Arrays.copyOf(bytes(Topics.EVENTS, backup("cut").getFirst()), 100),
                bytes(Topics.CATALOG, new CatalogEntry.Pending(askBackup("misplaced"))),
                noise(1_048_400).getBytes(UTF_8),
                new byte[10_000_000]);
        for (Topic<?> topic : List.of(Topics.COMMANDS, Topics.EVENTS)) {
            for (byte[] poison : poisons) {
                long offset = send(topic.name(), poison);
                showsWhatIsBehind(topic.name().substring("backup-".length()) + "-" + offset);

                assertSetAside(topic.name(), offset, poison);
            }
        }
    }

    @Test
    void showsNoCommandThatItsExecutorRefuses() throws Exception {
        send(Topics.COMMANDS.name(), changed(askBackup("a-1"), record -> request(record, "environment", noise(9_000))));
        send(Topics.COMMANDS.name(), changed(askBackup("a-2"), record -> request(record, "notes", noise(400_000))));
        send(
                Topics.COMMANDS.name(),
                changed(askBackup("a-3"), record -> meta(record, "issuedAt", Instant.ofEpochMilli(Long.MAX_VALUE))));
        send(Topics.COMMANDS.name(), changed(askBackup("a-4"), record -> meta(record, "projectId", "../etc")));

        showsWhatIsBehind("absurd");
        for (String id : List.of("a-1", "a-2", "a-3", "a-4")) {
            assertThat(catalog.get(ACME + "/backups/" + id).statusCode()).as(id).isEqualTo(404);
        }
    }

    @Test
    void projectsEventsWithValuesNoDatabaseTakes() throws Exception {
        send(Topics.EVENTS.name(), changedEvent("e-1", record -> meta(record, "environment", noise(9_000))));
        send(Topics.EVENTS.name(), changedEvent("e-2", record -> meta(record, "environment", "a\0b")));
        send(
                Topics.EVENTS.name(),
                changedEvent("e-3", record -> meta(record, "occurredAt", Instant.ofEpochMilli(Long.MAX_VALUE))));
        send(
                Topics.EVENTS.name(),
                changedEvent("e-4", record -> meta(record, "occurredAt", Instant.ofEpochMilli(Long.MIN_VALUE))));
        send(Topics.EVENTS.name(), changedEvent("e-5", record -> meta(record, "correlationId", noise(200_000))));
        send(
                Topics.EVENTS.name(),
                changed(
                        Topics.EVENTS,
                        rejected("RequestBackup", "e-6", "e-6"),
                        record ->
                                put((SpecificRecord) record.get(0), "issuedAt", Instant.ofEpochMilli(Long.MIN_VALUE))));

        showsWhatIsBehind("values");
        assertThat(catalog.json(ACME + "/backups?pageSize=200").get("items").findValuesAsString("backupId"))
                .contains("e-1", "e-2", "e-3", "e-4", "e-5", "e-6");
    }

    /** In the store of the fold and in the tables of the projection. */
    private static void showsWhatIsBehind(String id) {
        catalog.happened(backup(id));
        await(id).atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            assertThat(catalog.json(ACME + "/backups/" + id).get("status").asString())
                    .isEqualTo("Completed");
            assertThat(catalog.json(ACME + "/backups/" + id + "/events")
                            .get("items")
                            .size())
                    .isEqualTo(8);
            assertThat(catalog.json(ACME + "/backups?pageSize=200").get("items").findValuesAsString("backupId"))
                    .contains(id);
        });
    }

    private static void assertSetAside(String topic, long offset, byte[] poison) {
        boolean cut = poison.length > DeadLetter.LARGEST_VALUE;
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        await().atMost(LONG).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            assertThat(letters).anySatisfy(letter -> {
                DeadLetter said = DeadLetter.readFrom(letter.headers());
                assertThat(said.topic()).isEqualTo(topic);
                assertThat(said.offset()).isEqualTo(offset);
                assertThat(said.partition()).isEqualTo(letter.partition());
                assertThat(said.reason()).isNotBlank();
                assertThat(letter.value()).isEqualTo(cut ? Arrays.copyOf(poison, DeadLetter.LARGEST_VALUE) : poison);
                assertThat(DeadLetter.cutOf(letter.headers()) != null).isEqualTo(cut);
            });
        });
    }

    private static long send(String topic, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(topic, KEY, value))
                .get(30, TimeUnit.SECONDS)
                .offset();
    }

    private static byte[] ofUnknownType() {
        Schema order = SchemaBuilder.record("com.example.Order").fields().endRecord();
        return ByteBuffer.allocate(5)
                .put((byte) 0)
                .putInt(serdes.registry().register("com.example.Order", order))
                .array();
    }

    private static String noise(int length) {
        return new Random(7)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void meta(SpecificRecord record, String field, Object value) {
        put((SpecificRecord) record.get(0), field, value);
    }

    private static void request(SpecificRecord command, String field, Object value) {
        put((SpecificRecord) command.get(command.getSchema().getField("request").pos()), field, value);
    }

    private static void put(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    private static byte[] changed(BackupCommand command, Consumer<SpecificRecord> change) {
        return changed(Topics.COMMANDS, command, change);
    }

    private static byte[] changedEvent(String id, Consumer<SpecificRecord> change) {
        BackupEvent first = backup(id).getFirst();
        return changed(Topics.EVENTS, first, change);
    }

    private static <V> byte[] bytes(Topic<V> topic, V value) {
        return changed(topic, value, record -> {});
    }

    private static <V> byte[] changed(Topic<V> topic, V value, Consumer<SpecificRecord> change) {
        return serdes.of(new Changed<>(topic.codec(), change)).serializer().serialize(topic.name(), value);
    }

    /** Writes what our own codec would not. */
    private record Changed<V>(Codec<V> codec, Consumer<SpecificRecord> change) implements Codec<V> {

        @Override
        public List<Schema> schemas() {
            return codec.schemas();
        }

        @Override
        public SpecificRecord toAvro(V value) {
            SpecificRecord record = codec.toAvro(value);
            change.accept(record);
            return record;
        }

        @Override
        public V fromAvro(SpecificRecord record) {
            throw new UnsupportedOperationException();
        }
    }
}
