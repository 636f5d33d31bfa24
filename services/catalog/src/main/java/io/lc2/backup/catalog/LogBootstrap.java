package io.lc2.backup.catalog;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.BootstrapException;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the log be there as the topology needs it, or says why it is not. */
final class LogBootstrap {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Admin admin;
    private final SchemaRegistry registry;
    private final int wanted;
    private volatile int partitions = 1;

    /**
     * Does nothing yet.
     *
     * @param wanted partitions of topics that are not there; those that are decide themselves
     */
    LogBootstrap(Admin admin, SchemaRegistry registry, int wanted) {
        this.admin = admin;
        this.registry = registry;
        this.wanted = wanted;
    }

    /** Partitions of each topic, known after the first success; never changed. */
    int partitions() {
        return partitions;
    }

    /** Makes what is missing; tells what is wrong, empty when nothing is. Idempotent. */
    Optional<String> problem() throws InterruptedException {
        try {
            partitions = existing().orElse(wanted);
            TopicLayout layout = new TopicLayout(partitions, TopicLayout.BROKER_DEFAULT, ANSWER);
            new Bootstrap(admin, registry, layout).run(Topics.all(Set.of()));
            return Optional.empty();
        } catch (ExecutionException | BootstrapException | SchemaRegistryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return Optional.of("Kafka does not answer.");
        }
    }

    /** What is folded together must lie in one task, and a task is the number of a partition: all topics have as many. */
    private Optional<Integer> existing() throws InterruptedException, ExecutionException, TimeoutException {
        try {
            TopicDescription events = admin.describeTopics(List.of(Topics.EVENTS.name()))
                    .allTopicNames()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .get(Topics.EVENTS.name());
            return Optional.ofNullable(events).map(topic -> topic.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
