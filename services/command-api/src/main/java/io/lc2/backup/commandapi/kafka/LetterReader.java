package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads ranges of the topic of dead letters until a deadline; holds no more than a poll brings. Has one user. */
final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Deadline deadline;

    LetterReader(Consumer<byte[], byte[]> consumer, Deadline deadline) {
        this.consumer = consumer;
        this.deadline = deadline;
    }

    /**
     * Offsets of one partition.
     *
     * @param from the first
     * @param to behind the last
     */
    record Range(long from, long to) {

        boolean isEmpty() {
            return from >= to;
        }
    }

    /** What there is now, by partition; empty when the topic does not exist. */
    Map<Integer, Range> everything() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS.name(), deadline.left()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return Map.of();
        }
        // Without it, the client complains about offsets of partitions that are not its own.
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, deadline.left());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline.left());
        Map<Integer, Range> ranges = new TreeMap<>();
        partitions.forEach(partition -> ranges.put(
                partition.partition(),
                new Range(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L))));
        return ranges;
    }

    /**
     * Reads ranges from their beginnings on.
     *
     * @return false when the deadline came first
     */
    boolean read(Map<Integer, Range> ranges, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Range> open = new HashMap<>();
        ranges.forEach((partition, range) -> {
            if (!range.isEmpty()) {
                open.put(new TopicPartition(Topics.DEAD_LETTERS.name(), partition), range);
            }
        });
        consumer.assign(open.keySet());
        // A partition that stays assigned stays paused.
        consumer.resume(open.keySet());
        open.forEach((partition, range) -> consumer.seek(partition, range.from()));
        while (!open.isEmpty()) {
            if (deadline.isOver()) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Range range = open.get(new TopicPartition(record.topic(), record.partition()));
                if (range != null && record.offset() < range.to()) {
                    each.accept(record);
                }
            }
            List<TopicPartition> done = open.entrySet().stream()
                    .filter(entry -> consumer.position(entry.getKey(), deadline.left())
                            >= entry.getValue().to())
                    .map(Map.Entry::getKey)
                    .toList();
            consumer.pause(done);
            done.forEach(open::remove);
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}
