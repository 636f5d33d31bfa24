package io.lc2.backup.commandapi;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of commands on a real broker. */
final class CommandLog implements AutoCloseable {

    private static final int PARTITIONS = 3;

    private final String bootstrapServers;
    private final TopicSerdes serdes;

    CommandLog(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.serdes = TopicSerdes.connect(Map.of(SchemaRegistryConfig.URL, registryUrl));
    }

    void create() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            new Bootstrap(
                            admin,
                            serdes.registry(),
                            new TopicLayout(PARTITIONS, TopicLayout.BROKER_DEFAULT, Duration.ofSeconds(30)))
                    .run(List.of(Topics.COMMANDS.definition()));
        }
    }

    List<ConsumerRecord<String, BackupCommand>> of(String project) {
        List<ConsumerRecord<String, BackupCommand>> records = new ArrayList<>();
        try (KafkaConsumer<String, BackupCommand> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                serdes.of(Topics.COMMANDS.codec()).deserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.COMMANDS.name(), partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records.stream()
                .filter(record -> record.value().meta().project().equals(new ProjectId(project)))
                .toList();
    }

    @Override
    public void close() {
        serdes.close();
    }
}
