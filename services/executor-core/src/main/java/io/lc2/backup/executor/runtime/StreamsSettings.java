package io.lc2.backup.executor.runtime;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.executor.runtime.ExecutorSettings.GroupProtocol;
import io.lc2.backup.executor.runtime.ExecutorSettings.Membership;
import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.Envelope;
import io.lc2.backup.messaging.topics.UndecidableHandler;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/** The settings of Kafka Streams, each with its reason. */
final class StreamsSettings {

    private static final int MEGABYTE = 1024 * 1024;

    /** An order carries the operation with all results; compressed it is far from the broker's limit of 1 MB. */
    private static final int LARGEST_REQUEST = 8 * MEGABYTE;

    private StreamsSettings() {}

    /** Consumer group, prefix of internal topics and of transactional ids; a change of it is a new executor. */
    static String applicationId(Provider provider) {
        return "lc2-executor-" + Envelope.nameOf(provider);
    }

    static Map<String, Object> of(ExecutorSettings settings, Provider provider, StoreMemory memory) {
        Map<String, Object> all = new HashMap<>(settings.access().kafka());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(provider));
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.access().bootstrapServers());
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.membership().threads());
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The loop commits by itself after each decision; this is for offsets of records that decide nothing.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        all.put(StreamsConfig.POLL_MS_CONFIG, 5);
        // Whose turn it is goes by arrival: the clock of a publisher decides nothing, and a wrong one stops nothing.
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UndecidableHandler.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
        all.put(StoreMemory.CONFIG, memory);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        group(all, settings.membership());
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 * MEGABYTE);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 16 * MEGABYTE);
        return all;
    }

    private static void group(Map<String, Object> all, Membership membership) {
        all.put(
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                membership.protocol().name().toLowerCase(Locale.ROOT));
        // A thread that hangs gives its partitions to others well before people notice.
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 60_000);
        if (membership.protocol() == GroupProtocol.CLASSIC) {
            int session = Math.toIntExact(membership.sessionTimeout().toMillis());
            all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
            all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
            if (!membership.instanceId().isEmpty()) {
                all.put(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                        membership.instanceId());
            }
        }
    }
}
