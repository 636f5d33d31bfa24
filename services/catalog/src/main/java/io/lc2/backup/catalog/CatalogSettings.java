package io.lc2.backup.catalog;

import io.lc2.backup.local.LocalExecutorSettings.Store;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the catalog; address and port are Spring's {@code server.address} and {@code server.port}.
 *
 * @param bootstrapServers where Kafka is
 * @param schemaRegistryUrl where the schema registry is; several with commas between them
 * @param client further settings of Kafka's clients and of the registry client, by their own names, for example {@code
 *     security.protocol} or {@code basic.auth.user.info}
 * @param partitions of topics that are not there yet; those that are decide themselves
 * @param fold the topology
 * @param database the projection in PostgreSQL
 * @param projection how it is fed
 * @param progress live progress
 * @param retryAfter what callers are told to wait when the catalog cannot answer
 * @param longestRebuild after which a replay is reported as failed
 * @param archive the copy of the log beside the backups
 */
@Validated
@ConfigurationProperties("lc2.catalog")
public record CatalogSettings(
        @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
        @DefaultValue("http://127.0.0.1:8081") @NotBlank String schemaRegistryUrl,
        @DefaultValue Map<String, String> client,
        @DefaultValue("48") @Min(1) @Max(10_000) int partitions,
        @DefaultValue @Valid Fold fold,
        @DefaultValue @Valid Database database,
        @DefaultValue @Valid Projection projection,
        @DefaultValue @Valid Progress progress,
        @DefaultValue("5s") @DurationMin(seconds = 1) Duration retryAfter,
        @DefaultValue("6h") @DurationMin(seconds = 1) Duration longestRebuild,
        @DefaultValue @Valid Archive archive) {

    public CatalogSettings {
        client = Map.copyOf(client);
    }

    /**
     * The topology.
     *
     * @param applicationId group and prefix of the changelog; also of the group of the projection
     * @param stateDir where the stores are; lost files are restored from Kafka
     * @param threads stream threads
     * @param commitInterval after which what was folded is visible to others
     * @param instanceId static member of the group, the same after a restart; empty for a dynamic one
     * @param cache heap for changes between two commits
     * @param blockCache memory outside the heap for reading, shared by all stores
     * @param writeBuffers part of it for writing
     */
    public record Fold(
            @DefaultValue("lc2-catalog") @Pattern(regexp = "[a-zA-Z0-9._-]{1,100}") String applicationId,

            @DefaultValue("./data/catalog") Path stateDir,
            @DefaultValue("1") @Min(1) @Max(64) int threads,
            @DefaultValue("200ms") @DurationMin(millis = 10) Duration commitInterval,
            @DefaultValue("") String instanceId,
            @DefaultValue("16MB") DataSize cache,
            @DefaultValue("48MB") DataSize blockCache,
            @DefaultValue("16MB") DataSize writeBuffers) {}

    /**
     * PostgreSQL.
     *
     * @param url JDBC address, without user and password
     * @param username user; may create the schema
     * @param password its password
     * @param schema where the tables are
     * @param connections how many at once
     * @param connectTimeout bound of the wait for a connection
     * @param answerTimeout bound of the wait for an answer
     */
    public record Database(
            @DefaultValue("jdbc:postgresql://127.0.0.1:5432/lc2_catalog") @NotBlank
            String url,

            @DefaultValue("lc2") String username,
            @DefaultValue("") String password,

            @DefaultValue("catalog") @Pattern(regexp = "[a-z_][a-z0-9_]{0,50}") String schema,

            @DefaultValue("10") @Min(2) @Max(100) int connections,
            @DefaultValue("3s") @DurationMin(millis = 250) Duration connectTimeout,
            @DefaultValue("60s") @DurationMin(seconds = 1) Duration answerTimeout) {

        @Override
        public String toString() {
            return "Database[url=%s, username=%s, schema=%s, connections=%d]"
                    .formatted(url, username, schema, connections);
        }
    }

    /**
     * How the projection is fed.
     *
     * @param batch records per transaction at most
     * @param poll longest wait for records
     * @param firstBackoff wait after the first failure
     * @param longestBackoff wait after many
     */
    public record Projection(
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("200ms") @DurationMin(millis = 1) Duration poll,
            @DefaultValue("200ms") @DurationMin(millis = 1) Duration firstBackoff,
            @DefaultValue("10s") @DurationMin(millis = 1) Duration longestBackoff) {}

    /**
     * Live progress.
     *
     * @param clients served at once
     * @param pause least time between two events to one client
     * @param heartbeat comment after this time without an event
     * @param longest after which a stream is closed; clients connect again
     */
    public record Progress(
            @DefaultValue("200") @Min(1) @Max(10_000) int clients,

            @DefaultValue("200ms") @DurationMin(millis = 200)
            Duration pause,

            @DefaultValue("10s") @DurationMin(millis = 200) Duration heartbeat,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration longest) {}

    /**
     * The copy of the log in object storage, from which a lost Kafka is rebuilt.
     *
     * @param enabled whether the log is copied
     * @param interval how often
     * @param store the object storage the backups lie in, described as in {@code lc2.executor.stores}; null only when nothing
     *     is copied
     * @param bucket the bucket the backups lie in
     */
    public record Archive(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration interval,
            @Nullable @Valid Store store,
            @DefaultValue("lc2-backups") @NotBlank String bucket) {}

    /** Client settings may be credentials, so only their names are shown, and addresses may carry some. */
    @Override
    public String toString() {
        return "CatalogSettings[bootstrapServers=%s, client=%s, fold=%s, database=%s, projection=%s, progress=%s]"
                .formatted(bootstrapServers, new TreeSet<>(client.keySet()), fold, database, projection, progress);
    }
}
