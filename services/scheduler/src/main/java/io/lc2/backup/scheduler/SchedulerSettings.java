package io.lc2.backup.scheduler;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the scheduler; address and port of its health are Spring's {@code server.address} and {@code server.port}.
 *
 * @param bootstrapServers where Kafka is
 * @param schemaRegistryUrl where the schema registry is; several with commas between them
 * @param client further settings of Kafka's clients and of the registry client, by their own names
 * @param stateDirectory where Kafka Streams keeps its files; may be lost, never shared between two instances
 * @param instanceId name that stays the same over restarts in place, for a quick comeback; null for a new one each time
 * @param partitions of topics that do not exist yet; never changed afterwards
 * @param threads stream threads
 * @param tick how often the due times are looked at
 * @param policiesPerProject policies one project may have
 * @param retentionInterval how often each policy decides which backups of its environment stay
 * @param sessionTimeout silence after which another instance takes over
 */
@Validated
@ConfigurationProperties("lc2.scheduler")
public record SchedulerSettings(
        @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
        @DefaultValue("http://127.0.0.1:8081") @NotBlank String schemaRegistryUrl,
        @DefaultValue Map<String, String> client,
        @DefaultValue("state/scheduler") @NotNull Path stateDirectory,
        @Nullable String instanceId,
        @DefaultValue("48") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) @Max(64) int threads,
        @DefaultValue("50ms") @NotNull Duration tick,
        @DefaultValue("200") @Min(1) int policiesPerProject,
        @DefaultValue("24h") @NotNull Duration retentionInterval,
        @DefaultValue("10s") @NotNull Duration sessionTimeout) {

    public SchedulerSettings {
        client = Map.copyOf(client);
    }

    /** Client settings may be credentials, so only names are shown. */
    @Override
    public String toString() {
        return "SchedulerSettings[bootstrapServers=%s, client=%s, stateDirectory=%s, threads=%s, tick=%s, policiesPerProject=%s]"
                .formatted(
                        bootstrapServers,
                        new TreeSet<>(client.keySet()),
                        stateDirectory,
                        threads,
                        tick,
                        policiesPerProject);
    }
}
