package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of the clients. The time a call may take is divided among the three waits that follow each other: for Kafka's metadata, for
 * the schema's id, for the acknowledgement. A record is given up before the call is answered, so that no buffered one is sent after
 * its caller was told that it was not accepted.
 */
final class ClientSettings {

    private static final int PARTS = 9;
    private static final int FOR_METADATA = 2;
    private static final int FOR_REGISTRY = 3;
    private static final int FOR_DELIVERY = 4;
    private static final int FOR_REQUEST = 2;
    private static final int LARGEST_FETCH_OF_A_PARTITION = 256 * 1024;
    private static final int LARGEST_FETCH = 8 * 1024 * 1024;
    private static final int SHORTEST_FETCH_MILLIS = 20;

    /** A replay that dies is undone by the broker after this time; until then its records hold readers up. */
    private static final int TRANSACTION_MILLIS = 10_000;

    private ClientSettings() {}

    static Map<String, Object> producer(KafkaAccess access) {
        Map<String, Object> settings = common(access);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "command-api");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(access, FOR_METADATA));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(access, FOR_DELIVERY));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(access, FOR_REQUEST));
        return settings;
    }

    static Map<String, Object> admin(KafkaAccess access) {
        Map<String, Object> settings = common(access);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "command-api-health");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(access, FOR_REQUEST));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(access, FOR_REQUEST));
        return settings;
    }

    /** Reads what is committed, a little at a time, and leaves nothing behind at the broker. */
    static Map<String, Object> deadLetterConsumer(KafkaAccess access) {
        Map<String, Object> settings = common(access);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "command-api-dead-letters");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LARGEST_FETCH_OF_A_PARTITION);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_FETCH);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SHORTEST_FETCH_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(access, FOR_REQUEST));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(access, FOR_REQUEST));
        return settings;
    }

    /** For one transaction at a time on the whole platform. */
    static Map<String, Object> replayProducer(KafkaAccess access) {
        Map<String, Object> settings = producer(access);
        settings.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "command-api-replay");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, Replayer.TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        return settings;
    }

    /** Each address is asked in turn, so they share the time. */
    static Map<String, Object> registry(KafkaAccess access) {
        int addresses = access.schemaRegistryUrl().split(",").length;
        int each = Math.max(1, millis(access, FOR_REGISTRY) / addresses);
        Map<String, Object> settings = new HashMap<>(access.client());
        settings.put(SchemaRegistryConfig.URL, access.schemaRegistryUrl());
        settings.put(SchemaRegistryConfig.CONNECT_TIMEOUT, each);
        settings.put(SchemaRegistryConfig.REQUEST_TIMEOUT, each);
        return settings;
    }

    /** Beyond this the producer itself has failed to answer. */
    static Duration longestWait(KafkaAccess access) {
        return Duration.ofMillis(millis(access, FOR_DELIVERY))
                .plus(access.acknowledgeWithin().dividedBy(PARTS));
    }

    private static Map<String, Object> common(KafkaAccess access) {
        Map<String, Object> settings = new HashMap<>(access.client());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, access.bootstrapServers());
        return settings;
    }

    private static int millis(KafkaAccess access, int parts) {
        return Math.toIntExact(
                access.acknowledgeWithin().multipliedBy(parts).dividedBy(PARTS).toMillis());
    }
}
