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

    private static final String IN_USE =
            "backup-events is not empty: partition %d has a record at offset %d that no recovery has"
                    + " written. The log is only rebuilt into an empty one, since events cannot be put before others.";

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int EMPTY_POLLS = 60;
    /** Offsets a quick look takes in at each end of a partition. */
    private static final int SAMPLE = 100;

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

    /** Why the log cannot be rebuilt here, from the first and last records of each partition; empty when it may. */
    Optional<String> refusal() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, ANSWER);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
            for (TopicPartition partition : partitions) {
                long start = starts.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                read(consumer, partition, start, Math.min(end, start + SAMPLE), RecoveredTopic::requireMark);
                read(consumer, partition, Math.max(start, end - SAMPLE), end, RecoveredTopic::requireMark);
            }
            return Optional.empty();
        } catch (RebuildFailedException inUse) {
            return Optional.of(String.valueOf(inUse.getMessage()));
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
                long start =
                        consumer.beginningOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
                read(consumer, partition, start, ends.getOrDefault(partition, 0L), sink);
            }
        }
    }

    /** Names a partition of an old log. */
    static String origin(String topicId, int partition) {
        return topicId + "/" + partition;
    }

    private static RecoveryMark requireMark(ConsumerRecord<byte[], byte[]> record) throws RebuildFailedException {
        return RecoveryMark.of(record.headers())
                .orElseThrow(() -> new RebuildFailedException(IN_USE.formatted(record.partition(), record.offset())));
    }

    private static void read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end, Sink sink)
            throws RebuildFailedException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        long position = start;
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

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.EVENTS.name(), ANSWER).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
