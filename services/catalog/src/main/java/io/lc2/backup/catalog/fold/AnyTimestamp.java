package io.lc2.backup.catalog.fold;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * For {@code default.timestamp.extractor}: takes whatever a publisher says. Brokers let a record without a timestamp pass,
 * and the default of Kafka Streams ends the thread before it, over and over. Nothing here goes by these times.
 */
public final class AnyTimestamp implements TimestampExtractor {

    /** For Kafka Streams, which makes it by name. */
    public AnyTimestamp() {}

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }
}
