package io.lc2.backup.catalog;

import io.lc2.backup.messaging.topics.TopicDefinition;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Looks whether the log is there and as the topology needs it. */
final class LogPresence {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** What is folded together must lie in one task, and a task is a number of a partition. */
    private static final String UNEQUAL =
            "The topics of commands, events and catalog must have the same number of partitions.";

    private final Admin admin;
    private volatile int partitions = 1;

    LogPresence(Admin admin) {
        this.admin = admin;
    }

    /** Partitions of each topic, as of the last look; never changed once the topics are there. */
    int partitions() {
        return partitions;
    }

    /** What is missing or wrong, and what to do; empty when nothing is. */
    Optional<String> problem() throws InterruptedException {
        Set<String> names =
                Topics.all(Set.of()).stream().map(TopicDefinition::name).collect(Collectors.toSet());
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            List<Integer> sizes = topics.values().stream()
                    .filter(topic -> !topic.name().equals(Topics.DEAD_LETTERS.name()))
                    .map(topic -> topic.partitions().size())
                    .distinct()
                    .toList();
            partitions = sizes.getFirst();
            return sizes.size() == 1 ? Optional.empty() : Optional.of(UNEQUAL);
        } catch (ExecutionException e) {
            return Optional.of("Kafka says: " + e.getMessage());
        } catch (TimeoutException e) {
            return Optional.of("Kafka does not answer.");
        }
    }
}
