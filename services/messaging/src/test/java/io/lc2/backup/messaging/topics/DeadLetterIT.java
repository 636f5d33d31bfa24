package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.codec.ContractFixtures;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.TopicSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anybody may write to the commands: what is not one must not stop those behind it. */
class DeadLetterIT {

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private TopicSerdes serdes;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        serdes =
                TopicSerdes.connect(Map.of("schema.registry.url", registry.url().toString()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicLayout layout = new TopicLayout(3, (short) 1, Duration.ofSeconds(20));
            new Bootstrap(admin, serdes.registry(), layout).run(Topics.all(Set.of(Provider.LOCAL)));
        }
    }

    @AfterEach
    void stop() {
        serdes.close();
        registry.close();
        broker.close();
    }

    @Test
    void goesPastBytesThatAreNoCommand() {
        List<DecodedCommand> seen = new CopyOnWriteArrayList<>();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Topics.COMMANDS.name(), Consumed.with(Serdes.String(), serdes.decodedCommands()))
                .foreach((key, command) -> seen.add(command));
        writeGarbageAndThenACommand();

        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings())) {
            streams.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> !seen.isEmpty());
            streams.close(Duration.ofSeconds(20));
        }

        assertThat(seen).containsExactly(new DecodedCommand.Decoded(ContractFixtures.requestBackup()));
        ConsumerRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(letter.value()).isEqualTo("hello".getBytes(UTF_8));
        DeadLetter reason = DeadLetter.readFrom(letter.headers());
        assertThat(reason.topic()).isEqualTo("backup-commands");
        assertThat(reason.partition()).isEqualTo(ProjectPartitioner.partitionOf("acme", 3));
        assertThat(reason.offset()).isZero();
        assertThat(reason.reason()).doesNotContain("hello");
    }

    private void writeGarbageAndThenACommand() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                ProjectPartitioner.class);
        try (KafkaProducer<byte[], byte[]> raw =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaProducer<String, BackupCommand> commands = new KafkaProducer<>(
                        settings,
                        new StringSerializer(),
                        serdes.of(Topics.COMMANDS.codec()).serializer())) {
            raw.send(new ProducerRecord<>(Topics.COMMANDS.name(), "acme".getBytes(UTF_8), "hello".getBytes(UTF_8)));
            raw.flush();
            commands.send(Topics.COMMANDS.record(ContractFixtures.requestBackup(), "/test", null));
        }
    }

    private ConsumerRecord<byte[], byte[]> onlyDeadLetter() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "reader-of-dead-letters",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DEAD_LETTERS.name()));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
        }
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dead-letter-it");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        return settings;
    }
}
