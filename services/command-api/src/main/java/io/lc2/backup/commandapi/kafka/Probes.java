package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.messaging.registry.CompatibilityLevel;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import io.lc2.backup.messaging.topics.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What this service needs before it can accept a command. */
final class Probes {

    private Probes() {}

    /** Kafka answers and has the topic of commands. */
    static @Nullable String kafka(Admin admin) throws InterruptedException {
        try {
            // Bounded by the client's own timeout.
            admin.describeTopics(List.of(Topics.COMMANDS.name()))
                    .allTopicNames()
                    .get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException
                    ? "the topic " + Topics.COMMANDS.name() + " does not exist; an executor makes it when it starts"
                    : String.valueOf(e.getCause());
        } catch (KafkaException e) {
            return e.toString();
        }
    }

    /** The registry answers. */
    static @Nullable String registry(SchemaRegistry registry) {
        try {
            CompatibilityLevel unused = registry.compatibility();
            return null;
        } catch (SchemaRegistryException e) {
            return e.toString();
        }
    }
}
