package io.lc2.backup.catalog.fold;

import io.lc2.backup.messaging.topics.DeadLetterHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the topology's client.
 *
 * @param applicationId group and prefix of the changelog
 * @param stateDir where the stores are
 * @param threads stream threads
 * @param commitInterval time between two transactions
 * @param instanceId static member of the group; empty for a dynamic one
 * @param cache heap for changes between two commits
 */
public record FoldConfig(
        String applicationId, Path stateDir, int threads, Duration commitInterval, String instanceId, DataSize cache) {

    /** A member that is gone is missed for this long at most. */
    private static final int SESSION_MS = 10_000;

    /** The default of 100 ms only adds up to the latency of records that already wait for their transaction. */
    private static final int LINGER_MS = 5;

    /** Times between two looks at the log; the default of 100 ms is most of the time a single event takes. */
    private static final int POLL_MS = 5;

    /** Of each partition of each topic in memory during a replay; the default of 1000 is too much for 96 of them. */
    private static final int BUFFERED = 250;

    /** The settings of this client over those of every client. */
    public Properties properties(Map<String, Object> clients, StoreMemory memory) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cache.toBytes());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SkipImpossible.class);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AnyTimestamp.class);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
        properties.put(SharedStoreMemory.MEMORY, memory);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        if (!instanceId.isBlank()) {
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        }
        return properties;
    }
}
