package io.lc2.backup.catalog.archive;

import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One pass: everything that was committed to the log when it began and is not archived yet, partition by partition, one
 * file in memory at a time. How far each partition is archived Kafka keeps as offsets of a group; they move after the file
 * is stored, so whatever ends a pass, the next one makes the same file again and finds it there.
 */
final class ArchivePass {

    private static final List<String> TOPICS = List.of(Topics.EVENTS.name(), Topics.COMMANDS.name());
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Polls without a record or a step forward after which the broker is believed to be in trouble. */
    private static final int EMPTY_POLLS = 60;

    /**
     * What a pass works with.
     *
     * @param admin tells which topics these are
     * @param consumer reads committed records, keeps offsets when told to, and belongs to the pass alone
     * @param schemas of what is archived
     */
    record Tools(Admin admin, Consumer<byte[], byte[]> consumer, SchemaCollector schemas) {}

    private final Tools tools;
    private final ArchiveSettings settings;
    private final ArchiveStatus status;
    private final InstantSource clock;
    private final BooleanSupplier stopping;

    ArchivePass(
            Tools tools,
            ArchiveSettings settings,
            ArchiveStatus status,
            InstantSource clock,
            BooleanSupplier stopping) {
        this.tools = tools;
        this.settings = settings;
        this.status = status;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * Archives.
     *
     * @throws KafkaException when Kafka or the registry is away
     * @throws io.lc2.backup.executor.spi.ProviderException when the store does not take a file
     */
    void run() throws InterruptedException {
        for (TopicDescription topic : topics()) {
            List<TopicPartition> partitions = topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            tools.consumer().assign(partitions);
            Map<TopicPartition, Long> ends = tools.consumer().endOffsets(partitions, ANSWER);
            Map<TopicPartition, Long> starts = tools.consumer().beginningOffsets(partitions, ANSWER);
            for (TopicPartition partition : partitions) {
                Part part = new Part(
                        partition,
                        topic.topicId().toString(),
                        starts.getOrDefault(partition, 0L),
                        ends.getOrDefault(partition, 0L));
                archive(part);
            }
        }
    }

    private void archive(Part part) {
        long from = begin(part);
        while (from < part.end() && !stopping.getAsBoolean()) {
            Batch batch = read(part, from);
            if (batch.records().isEmpty()) {
                return;
            }
            ArchiveHead head = new ArchiveHead(
                    new ArchiveSlot(
                            part.partition().topic(),
                            part.topicId(),
                            part.partition().partition(),
                            from),
                    batch.next(),
                    part.start(),
                    clock.instant(),
                    tools.schemas().of(batch.records()));
            long next = ArchiveFiles.put(settings.store(), settings.bucket(), new ArchiveFile(head, batch.records()));
            tools.consumer().commitSync(Map.of(part.partition(), new OffsetAndMetadata(next, part.topicId())), ANSWER);
            status.archived(batch.records().size());
            from = next;
        }
    }

    /** Where the last pass ended, unless that was another topic of this name, or what follows has expired since. */
    private long begin(Part part) {
        OffsetAndMetadata committed =
                tools.consumer().committed(Set.of(part.partition()), ANSWER).get(part.partition());
        if (committed == null || !committed.metadata().equals(part.topicId()) || committed.offset() > part.end()) {
            return part.start();
        }
        return Math.max(committed.offset(), part.start());
    }

    private Batch read(Part part, long from) {
        tools.consumer().assign(List.of(part.partition()));
        tools.consumer().seek(part.partition(), from);
        List<ArchivedRecord> records = new ArrayList<>();
        long bytes = 0;
        int empty = 0;
        long position = from;
        while (position < part.end() && !stopping.getAsBoolean()) {
            List<ConsumerRecord<byte[], byte[]>> polled =
                    tools.consumer().poll(POLL).records(part.partition());
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                if (isFull(records, bytes, record)) {
                    return new Batch(records, record.offset());
                }
                records.add(archived(record));
                bytes += size(record.key()) + size(record.value());
            }
            long now = tools.consumer().position(part.partition());
            empty = now > position ? 0 : empty + 1;
            position = now;
            if (empty > EMPTY_POLLS) {
                throw new KafkaException("Kafka does not give " + part.partition() + " from offset " + now + " on");
            }
        }
        return new Batch(records, position);
    }

    private boolean isFull(List<ArchivedRecord> records, long bytes, ConsumerRecord<byte[], byte[]> next) {
        return !records.isEmpty()
                && (records.size() >= settings.fileRecords()
                        || bytes >= settings.fileBytes()
                        || ArchiveSlot.isLaterHour(
                                next.timestamp(), records.getFirst().timestamp()));
    }

    private List<TopicDescription> topics() throws InterruptedException {
        try {
            Map<String, TopicDescription> found =
                    tools.admin().describeTopics(TOPICS).allTopicNames().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return TOPICS.stream().map(found::get).toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not describe the topics of the log", e);
        }
    }

    private static ArchivedRecord archived(ConsumerRecord<byte[], byte[]> record) {
        return new ArchivedRecord(record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * A partition of a pass.
     *
     * @param start first offset it has
     * @param end where committed records ended when the pass began
     */
    private record Part(TopicPartition partition, String topicId, long start, long end) {}

    /**
     * What goes into one file.
     *
     * @param next the offset after the last one that was looked at
     */
    private record Batch(List<ArchivedRecord> records, long next) {}
}
