package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.rebuild.RebuildFailedException;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** backup-events as it is now: empty, written by a recovery, or in use. */
final class RecoveredTopic {

    static final String IN_USE =
            "backup-events is not empty: partition %d has a record at offset %d that no recovery has"
                    + " written. The log is only rebuilt into an empty one, since events cannot be put before others.";

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int EMPTY_POLLS = 60;

    /** Takes records in order of their partition. */
    @FunctionalInterface
    interface Sink {
        void accept(ConsumerRecord<byte[], byte[]> record) throws RebuildFailedException;
    }

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /**
     * Reads nothing yet.
     *
     * @param consumers makes a consumer without a group that reads committed records only
     */
    RecoveredTopic(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /** Why the log cannot be rebuilt here, from the first record of each partition; empty when it may. */
    Optional<String> refusal() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            for (TopicPartition partition : partitions(consumer)) {
                Optional<ConsumerRecord<byte[], byte[]>> first = first(consumer, partition);
                if (first.isPresent() && RecoveryMark.of(first.get().headers()).isEmpty()) {
                    return Optional.of(
                            IN_USE.formatted(partition.partition(), first.get().offset()));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * What a recovery that was interrupted has written.
     *
     * @param last the last offset that was copied, by partition of an old log
     * @param records how many were copied
     */
    record Copied(Map<String, Long> last, long records) {}

    /**
     * What a recovery that was interrupted has written.
     *
     * @throws RebuildFailedException when somebody else has written, too
     */
    Copied copied() throws RebuildFailedException {
        Map<String, Long> last = new HashMap<>();
        LongAdder records = new LongAdder();
        forEach(record -> {
            RecoveryMark mark = RecoveryMark.of(record.headers())
                    .orElseThrow(
                            () -> new RebuildFailedException(IN_USE.formatted(record.partition(), record.offset())));
            if (!mark.equals(RecoveryMark.RULED)) {
                last.merge(origin(mark.topicId(), mark.partition()), mark.offset(), Math::max);
                records.increment();
            }
        });
        return new Copied(last, records.sum());
    }

    /** Gives every committed record. */
    void forEach(Sink sink) throws RebuildFailedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
            for (TopicPartition partition : partitions) {
                read(consumer, partition, ends.getOrDefault(partition, 0L), sink);
            }
        }
    }

    /** Names a partition of an old log. */
    static String origin(String topicId, int partition) {
        return topicId + "/" + partition;
    }

    private static void read(Consumer<byte[], byte[]> consumer, TopicPartition partition, long end, Sink sink)
            throws RebuildFailedException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long position = consumer.position(partition, ANSWER);
        int empty = 0;
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                sink.accept(record);
            }
            long now = consumer.position(partition, ANSWER);
            empty = now > position ? 0 : empty + 1;
            position = now;
            if (empty > EMPTY_POLLS) {
                throw new KafkaException("Kafka does not give " + partition + " from offset " + now + " on");
            }
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> first(
            Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
        for (int polls = 0; polls < EMPTY_POLLS && consumer.position(partition, ANSWER) < end; polls++) {
            List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(partition);
            if (!polled.isEmpty()) {
                return Optional.of(polled.getFirst());
            }
        }
        return Optional.empty();
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.EVENTS.name(), ANSWER).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
