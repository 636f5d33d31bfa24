package io.lc2.backup.local;

import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the executor has written so far, as an auditor would read it: committed records only. */
final class EventLog implements AutoCloseable {

    private final KafkaConsumer<String, BackupEvent> consumer;
    private final List<BackupEvent> events = new ArrayList<>();

    EventLog(String bootstrapServers, TopicSerdes serdes) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                serdes.of(Topics.EVENTS.codec()).deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits for an event of an operation; fails with all its events when it does not come in time. */
    BackupEvent await(String subject, Duration atMost, Predicate<BackupEvent> wanted) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (BackupEvent event : of(subject)) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost + "; events of " + subject + ":\n" + tell(subject));
            }
            consumer.poll(Duration.ofMillis(50)).forEach(record -> events.add(record.value()));
        }
    }

    /** Waits until nothing of the operation can come any more. */
    BackupEvent awaitEnd(String subject, Duration atMost) {
        return await(
                subject, atMost, event -> event instanceof OperationEvent.Ended || event instanceof CommandRejected);
    }

    /** Events of an operation, or rejections that name it. */
    List<BackupEvent> of(String subject) {
        return events.stream()
                .filter(event -> switch (event) {
                    case OperationEvent e -> e.meta().operationId().value().equals(subject);
                    case RecoveryPointEvent e -> e.backupId().value().equals(subject);
                    case CommandRejected e -> e.subject().equals(subject);
                    case PolicyEvent e -> false;
                })
                .toList();
    }

    private String tell(String subject) {
        return of(subject).stream().map(BackupEvent::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
