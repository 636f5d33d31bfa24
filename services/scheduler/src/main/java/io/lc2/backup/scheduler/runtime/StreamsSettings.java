package io.lc2.backup.scheduler.runtime;

import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.UndecidableHandler;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/** The settings of Kafka Streams, each with its reason. */
final class StreamsSettings {

    /** Consumer group, prefix of internal topics and of transactional ids; a change of it is a new scheduler. */
    static final String APPLICATION_ID = "lc2-scheduler";

    /** One of each partition that is written to fits into the 32 MB a producer has. */
    private static final int BATCH_BYTES = 64 * 1024;

    private StreamsSettings() {}

    static Properties of(RuntimeSettings settings) {
        Properties all = new Properties();
        all.putAll(settings.kafka());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // For commands about policies, of which many may come at once; what is due is committed by the loop itself.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // A thread that waits for records looks at no clock: the tick is never finer than this.
        all.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // Whose turn it is goes by arrival: the clock of a publisher decides nothing, and a wrong one stops nothing.
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UndecidableHandler.class);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        // A thread that hangs gives its partitions to others well before people notice.
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 60_000);
        int session = Math.toIntExact(settings.sessionTimeout().toMillis());
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        if (!settings.instanceId().isEmpty()) {
            all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
        // Thousands of records of one transaction are few requests this way. Nobody waits for it: a commit sends at
        // once.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        return all;
    }
}
