package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "letters";

    @TempDir
    Path dataDir;

    @Test
    void showsCommittedTransactionsOnly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "aborted")).get(10, TimeUnit.SECONDS);
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "committed"));
                producer.commitTransaction();
            }

            assertThat(read(broker, "readers", 1)).containsExactly("committed");
        }
    }

    @Test
    void aSecondBrokerOnTheSameDataFindsTopicsRecordsAndOffsetsAtTheSameAddress() throws Exception {
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            address = broker.bootstrapServers();
            createTopic(broker);
            send(broker, "first");
            assertThat(read(broker, "readers", 1)).containsExactly("first");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            send(broker, "second");

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(read(broker, "readers", 1)).containsExactly("second");
            assertThat(read(broker, "others", 2)).containsExactly("first", "second");
        }
    }

    @Test
    void aProducerSurvivesAStopAndStartOfTheBroker() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                broker.stop();
                broker.stop();
                broker.start();
                broker.start();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "after"));
                producer.commitTransaction();
            }

            assertThat(read(broker, "readers", 1)).containsExactly("after");
            broker.close();
        }
    }

    @Test
    void refusesADirectoryAnotherBrokerUses() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dataDir))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining(dataDir.toString());
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
    }

    private static void send(EmbeddedBroker broker, String value) {
        try (KafkaProducer<String, String> producer = producer(broker)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "k", value));
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(EmbeddedBroker broker, String group, int expected) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", group,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < expected && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
            consumer.commitSync();
            return values;
        }
    }
}
