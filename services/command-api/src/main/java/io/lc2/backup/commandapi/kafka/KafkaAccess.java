package io.lc2.backup.commandapi.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * Where the log is and how long it may take.
 *
 * @param bootstrapServers where Kafka is
 * @param schemaRegistryUrl where the schema registry is; several with commas between them
 * @param client further settings of the clients, by their own names; may hold secrets
 * @param acknowledgeWithin bound of everything between a call and its answer
 */
public record KafkaAccess(
        String bootstrapServers, String schemaRegistryUrl, Map<String, String> client, Duration acknowledgeWithin) {

    public KafkaAccess {
        client = Map.copyOf(client);
    }

    @Override
    public String toString() {
        return "KafkaAccess[bootstrapServers=%s, acknowledgeWithin=%s]".formatted(bootstrapServers, acknowledgeWithin);
    }
}
