package io.lc2.backup.commandapi;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the command API; address and port are Spring's {@code server.address} and {@code server.port}.
 *
 * @param catalogUrl base address of the catalog as callers reach it, for {@code Location}
 * @param bootstrapServers where Kafka is
 * @param schemaRegistryUrl where the schema registry is; several with commas between them
 * @param client further settings of Kafka's clients and of the registry client, by their own names, for example {@code
 *     security.protocol} or {@code basic.auth.user.info}
 * @param acknowledgeWithin bound of the wait for the log; less than the five seconds in which callers get an answer
 * @param retryAfter what callers are told to wait when the log is away
 * @param maxBody largest request body
 * @param rememberedKeys how many idempotency keys are remembered to refuse their use for another request at once
 */
@Validated
@ConfigurationProperties("lc2.command-api")
public record CommandApiSettings(
        @DefaultValue("http://127.0.0.1:8481") URI catalogUrl,
        @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
        @DefaultValue("http://127.0.0.1:8081") @NotBlank String schemaRegistryUrl,
        @DefaultValue Map<String, String> client,

        @DefaultValue("4500ms") @DurationMin(millis = 900) @DurationMax(seconds = 30)
        Duration acknowledgeWithin,

        @DefaultValue("5s") @DurationMin(seconds = 1) Duration retryAfter,
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int rememberedKeys) {

    public CommandApiSettings {
        client = Map.copyOf(client);
    }

    /** Client settings may be credentials, so only their names are shown. */
    @Override
    public String toString() {
        return "CommandApiSettings[catalogUrl=%s, bootstrapServers=%s, client=%s, acknowledgeWithin=%s, retryAfter=%s, maxBody=%s, rememberedKeys=%d]"
                .formatted(
                        catalogUrl,
                        bootstrapServers,
                        new TreeSet<>(client.keySet()),
                        acknowledgeWithin,
                        retryAfter,
                        maxBody,
                        rememberedKeys);
    }
}
