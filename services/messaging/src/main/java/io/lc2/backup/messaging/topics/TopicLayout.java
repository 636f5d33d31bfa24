package io.lc2.backup.messaging.topics;

import java.time.Duration;

/**
 * How topics are made where they do not exist.
 *
 * @param partitions of every topic; once made, never to be changed
 * @param replicas copies of each partition; {@link #BROKER_DEFAULT} leaves it to the broker
 * @param timeout the longest one answer of Kafka is waited for, and one of the registry, which is asked again meanwhile
 */
public record TopicLayout(int partitions, short replicas, Duration timeout) {

    /** As many copies as the broker makes by default. */
    public static final short BROKER_DEFAULT = -1;

    /** 48 partitions, copies as the broker makes them, 30 seconds. */
    public static final TopicLayout DEFAULT =
            new TopicLayout(Topics.DEFAULT_PARTITIONS, BROKER_DEFAULT, Duration.ofSeconds(30));

    public TopicLayout {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least one partition");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be longer than nothing");
        }
    }
}
