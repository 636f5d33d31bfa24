package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Puts everything of a project into one partition, on every topic: the partition is that of Kafka's own default
 * (murmur2) for a record whose key is the project, also where the key goes on after a {@code /}.
 *
 * <p>As {@code partitioner.class} of a producer, or {@link #forStreams} for a sink.
 */
public final class ProjectPartitioner implements Partitioner {

    static final String SEPARATOR = "/";

    /** The same for Kafka Streams. */
    public static <V> StreamPartitioner<String, V> forStreams() {
        return (topic, key, value, partitions) -> Optional.of(Set.of(partitionOf(key, partitions)));
    }

    /**
     * The partition of a key.
     *
     * @param key a project, or a project and more after a {@code /}
     * @param partitions how many the topic has
     */
    public static int partitionOf(String key, int partitions) {
        int end = key.indexOf(SEPARATOR);
        String project = end < 0 ? key : key.substring(0, end);
        return Utils.toPositive(Utils.murmur2(project.getBytes(UTF_8))) % partitions;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("a record of topic " + topic + " has no key, so no project");
        }
        return partitionOf(new String(keyBytes, UTF_8), cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
