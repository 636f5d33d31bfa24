package io.lc2.backup.executor.runtime;

import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.runtime.PoisonRecords.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.runtime.PoisonRecords.Poison;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Anybody may publish to the topics: whatever lies there, the command behind it is carried out. */
@ExtendWith(EmbeddedServerExtension.class)
class PoisonIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PARTITIONS = ExecutorInAnotherJvm.LAYOUT.partitions();
    private static final int PARTITION = ProjectPartitioner.partitionOf(ACME.value(), PARTITIONS);
    private static final String COMMANDS = Topics.COMMANDS.name();
    private static final String EVENTS = Topics.EVENTS.name();
    private static final String SIGNALS = Topics.signals(Provider.LOCAL).name();

    @TempDir
    private static Path world;

    private static EmbeddedBroker broker;
    private static TopicSerdes serdes;
    private static PoisonRecords poisons;
    private static ExecutorProcess executor;
    private static KafkaProducer<byte[], byte[]> producer;
    private static KafkaConsumer<byte[], byte[]> consumer;
    private static final List<BackupEvent> EVENTS_SEEN = new ArrayList<>();
    private static final List<ConsumerRecord<byte[], byte[]>> LETTERS_SEEN = new ArrayList<>();

    @BeforeAll
    static void start(EmbeddedRegistry registry) throws IOException {
        // A broker of its own: what lies on these topics afterwards is nothing for the readers of other tests.
        broker = EmbeddedBroker.start(world.resolve("broker"));
        for (String folder : List.of("running", "made", "held")) {
            Files.createDirectory(world.resolve(folder));
        }
        serdes =
                TopicSerdes.connect(Map.of("schema.registry.url", registry.url().toString()));
        poisons = new PoisonRecords(serdes);
        executor =
                ExecutorProcess.start(broker.bootstrapServers(), registry.url().toString(), world, "poisoned");
        producer = producer("zstd");
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        await().atMost(LONG)
                .until(() -> Files.readString(world.resolve("poisoned.log")).contains("state=\"RUNNING\""));
        consumer.assign(IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(partition -> List.of(EVENTS, Topics.DEAD_LETTERS.name()).stream()
                        .map(topic -> new TopicPartition(topic, partition)))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    @AfterAll
    static void stop() {
        executor.close();
        producer.close();
        consumer.close();
        serdes.close();
        broker.close();
    }

    @Test
    void setsWhatIsNoCommandAsideAndCarriesOutTheOneBehindIt() throws Exception {
        assertAllSetAside(COMMANDS, poisons.unreadableCommands());
    }

    @Test
    void setsWhatIsNoEventAsideAndGoesOn() throws Exception {
        assertAllSetAside(EVENTS, poisons.unreadableEvents());
    }

    @Test
    void setsWhatIsNoSignalAsideAndGoesOn() throws Exception {
        assertAllSetAside(SIGNALS, poisons.unreadableSignals());
    }

    @Test
    void answersCommandsThatCanBeReadButAreWrong() throws Exception {
        List<Poison> wrong = poisons.wrongCommands();
        for (Poison poison : wrong) {
            send(COMMANDS, poison);
            carryOut("after-" + poison.name());
        }

        for (Poison poison : wrong) {
            assertThat(events())
                    .as(poison.name())
                    .filteredOn(CommandRejected.class::isInstance)
                    .map(CommandRejected.class::cast)
                    .filteredOn(refusal -> refusal.command().correlationId().equals(poison.name()))
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(RejectionCode.INVALID_REQUEST);
                        assertThat(refusal.message()).contains(poison.reason());
                        assertThat(refusal.nextStep()).isNotBlank();
                    });
        }
    }

    @Test
    void passesATombstoneOver() throws Exception {
        send(COMMANDS, new Poison("tombstone", KEY, null, "", Map.of()));

        carryOut("after-tombstone");
    }

    @Test
    void brokersRefuseALargeRecordThatDoesNotCompress() {
        try (KafkaProducer<byte[], byte[]> plain = producer("none")) {
            assertThatThrownBy(() -> plain.send(new ProducerRecord<>(COMMANDS, KEY, new byte[10_000_000]))
                            .get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    private static void assertAllSetAside(String topic, List<Poison> kinds) throws Exception {
        Map<Poison, Long> offsets = new HashMap<>();
        for (Poison poison : kinds) {
            offsets.put(poison, send(topic, poison));
            carryOut(topic.substring("backup-".length()) + "-" + poison.name());
        }

        for (Poison poison : kinds) {
            await(poison.name()).atMost(LONG).untilAsserted(() -> {
                poll();
                assertSetAside(topic, offsets.get(poison), poison);
            });
        }
    }

    private static void assertSetAside(String topic, long offset, Poison poison) {
        assertThat(LETTERS_SEEN)
                .filteredOn(letter -> {
                    DeadLetter reason = DeadLetter.readFrom(letter.headers());
                    return reason.topic().equals(topic) && reason.offset() == offset;
                })
                .as(poison.name())
                .singleElement()
                .satisfies(letter -> {
                    DeadLetter said = DeadLetter.readFrom(letter.headers());
                    boolean cut = poison.value().length > DeadLetter.LARGEST_VALUE;
                    assertThat(said.partition()).isEqualTo(PARTITION).isEqualTo(letter.partition());
                    assertThat(said.reason()).contains(poison.reason()).doesNotContain(PoisonRecords.SECRET);
                    assertThat(letter.key()).isEqualTo(poison.key());
                    assertThat(letter.value())
                            .isEqualTo(cut ? Arrays.copyOf(poison.value(), DeadLetter.LARGEST_VALUE) : poison.value());
                    assertThat(DeadLetter.cutOf(letter.headers()) != null).isEqualTo(cut);
                    poison.headers()
                            .forEach((name, value) -> assertThat(
                                            letter.headers().lastHeader(name).value())
                                    .isEqualTo(value));
                });
    }

    private static long send(String topic, Poison poison) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, PARTITION, poison.key(), poison.value());
        poison.headers().forEach(record.headers()::add);
        RecordMetadata written = producer.send(record).get(30, TimeUnit.SECONDS);
        return written.offset();
    }

    /** A sound command behind the poison, in the same partition. */
    private static void carryOut(String id) throws Exception {
        byte[] command = serdes.of(Topics.COMMANDS.codec()).serializer().serialize(COMMANDS, backup(ACME, id, "prd"));
        producer.send(new ProducerRecord<>(COMMANDS, PARTITION, KEY, command)).get(30, TimeUnit.SECONDS);
        await(id)
                .atMost(LONG)
                .until(() -> events().stream()
                        .anyMatch(event -> event instanceof OperationEvent.BackupCompleted completed
                                && completed.meta().operationId().value().equals(id)));
    }

    private static List<BackupEvent> events() {
        poll();
        return EVENTS_SEEN;
    }

    private static void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
                LETTERS_SEEN.add(record);
            } else if (record.headers().lastHeader("ce_id") != null) {
                EVENTS_SEEN.add(serdes.of(Topics.EVENTS.codec()).deserializer().deserialize(EVENTS, record.value()));
            }
        });
    }

    private static KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "compression.type",
                        compression,
                        "max.request.size",
                        20_000_000,
                        "buffer.memory",
                        64_000_000L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
