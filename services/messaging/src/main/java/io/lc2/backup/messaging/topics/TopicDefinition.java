package io.lc2.backup.messaging.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a topic is, whatever it carries.
 *
 * @param name its name, a contract
 * @param cleanup what Kafka removes
 * @param retention how long records stay; null means for ever
 * @param schemas the record types on it; empty when it carries raw bytes
 */
public record TopicDefinition(
        String name, Cleanup cleanup, @Nullable Duration retention, List<Schema> schemas) {

    /** What Kafka removes from a topic. */
    public enum Cleanup {
        /** Records older than the retention. */
        DELETE(TopicConfig.CLEANUP_POLICY_DELETE),
        /** Records that a newer one of the same key replaces. */
        COMPACT(TopicConfig.CLEANUP_POLICY_COMPACT);

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    private static final String FOR_EVER = "-1";

    public TopicDefinition {
        schemas = List.copyOf(schemas);
    }

    /** The same topic with another retention. */
    public TopicDefinition retained(Duration time) {
        return new TopicDefinition(name, cleanup, time, schemas);
    }

    /** Whether losing a record of it loses history for good. */
    boolean keepsEverything() {
        return cleanup == Cleanup.DELETE && retention == null;
    }

    /** The settings Kafka is told when the topic is made, by their Kafka names. */
    Map<String, String> settings() {
        return cleanup == Cleanup.COMPACT
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        cleanup.policy,
                        TopicConfig.RETENTION_MS_CONFIG,
                        retention == null ? FOR_EVER : String.valueOf(retention.toMillis()));
    }
}
