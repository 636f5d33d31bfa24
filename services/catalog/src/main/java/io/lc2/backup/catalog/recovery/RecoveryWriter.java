package io.lc2.backup.catalog.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to backup-events in transactions, so that after a crash it is known up to where: all records of one are there, or
 * none. Another recovery that believes itself alone is fenced by the transactional id.
 */
final class RecoveryWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RecoveryWriter.class);

    private static final int RECORDS = 1_000;
    private static final long BYTES = 4L * 1024 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private int records;
    private long bytes;
    private long written;

    /**
     * Begins.
     *
     * @param producer has a transactional id of its own; closed with this
     */
    RecoveryWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        producer.initTransactions();
        this.partitions = producer.partitionsFor(Topics.EVENTS.name()).size();
    }

    /**
     * Writes a record; the partition is that of its project, as for who wrote it first.
     *
     * @param timestamp of the record in milliseconds; negative for now
     * @param partition where a record without a key is written
     */
    void write(
            RecoveryMark mark,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            int partition) {
        if (records == 0) {
            producer.beginTransaction();
        }
        Headers marked = new RecordHeaders(headers);
        mark.writeTo(marked);
        int target = key == null
                ? partition % partitions
                : ProjectPartitioner.partitionOf(new String(key, UTF_8), partitions);
        // Whether it was written is known when the transaction is committed.
        var sent = producer.send(new ProducerRecord<>(
                Topics.EVENTS.name(), target, timestamp < 0 ? null : timestamp, key, value, marked));
        records++;
        bytes += (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        if (sent.isCancelled() || records >= RECORDS || bytes >= BYTES) {
            commit();
        }
    }

    /** Makes everything so far last. */
    void commit() {
        if (records > 0) {
            producer.commitTransaction();
            written += records;
            records = 0;
            bytes = 0;
        }
    }

    /** Records that last. */
    long written() {
        return written;
    }

    @Override
    public void close() {
        try {
            if (records > 0) {
                producer.abortTransaction();
            }
        } catch (KafkaException e) {
            log.atDebug().setCause(e).log("the broker ends the transaction by itself");
        } finally {
            producer.close();
        }
    }
}
