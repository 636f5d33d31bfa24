package io.lc2.backup.local;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the local executor; address and port of its health are Spring's {@code server.address} and {@code
 * server.port}. Passwords are never in here, only the names of variables and files that hold them.
 *
 * @param bootstrapServers where Kafka is
 * @param schemaRegistryUrl where the schema registry is; several with commas between them
 * @param client further settings of Kafka's clients and of the registry client, by their own names
 * @param stateDirectory where the loop keeps its stores; may be lost, never shared between two executors
 * @param instanceId name that stays the same over restarts in place, for a quick comeback; null for a new one each time
 * @param partitions of topics that do not exist yet; never changed afterwards
 * @param toolsDirectory folder of pg_dump and pg_restore; null to look for them in the usual places
 * @param limits what may run at once
 * @param deletionGrace how long a deletion can be taken back before the data is removed; 0 removes at once
 * @param poolGrace how long an object that incremental backups shared must have been unneeded before it is removed; longer
 *     than any backup takes
 * @param repository where backups are kept
 * @param databases database servers by name
 * @param stores object stores by name
 */
@Validated
@ConfigurationProperties("lc2.executor")
public record LocalExecutorSettings(
        @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
        @DefaultValue("http://127.0.0.1:8081") @NotBlank String schemaRegistryUrl,
        @DefaultValue Map<String, String> client,
        @DefaultValue("state/executor-local") @NotNull Path stateDirectory,
        @Nullable String instanceId,
        @DefaultValue("48") @Min(1) int partitions,
        @Nullable Path toolsDirectory,
        @DefaultValue @Valid Limits limits,
        @DefaultValue("30d") @DurationMin(seconds = 0) Duration deletionGrace,
        @DefaultValue("7d") @DurationMin(seconds = 0) Duration poolGrace,
        @DefaultValue @Valid Repository repository,
        @DefaultValue Map<String, @Valid Database> databases,
        @DefaultValue Map<String, @Valid Store> stores) {

    public LocalExecutorSettings {
        client = Map.copyOf(client);
        databases = Map.copyOf(databases);
        stores = Map.copyOf(stores);
    }

    /**
     * What may run at once.
     *
     * @param backupsPerProject running backups of one project
     * @param backups running backups of this executor
     * @param restores running restores of this executor
     * @param maintenance running verifications and purges of this executor
     * @param queuedPerProject waiting operations of one project
     */
    public record Limits(
            @DefaultValue("2") @Min(1) int backupsPerProject,
            @DefaultValue("10") @Min(1) int backups,
            @DefaultValue("5") @Min(1) int restores,
            @DefaultValue("5") @Min(1) int maintenance,
            @DefaultValue("100") @Min(1) int queuedPerProject) {

        io.lc2.backup.domain.operation.Limits toDomain() {
            return new io.lc2.backup.domain.operation.Limits(
                    backupsPerProject, backups, restores, maintenance, queuedPerProject);
        }
    }

    /**
     * Where backups are kept.
     *
     * @param store name of one of the stores
     * @param bucket a bucket that exists
     */
    public record Repository(
            @DefaultValue("s3") @NotBlank String store,
            @DefaultValue("lc2-backups") @NotBlank String bucket) {}

    /**
     * A database server.
     *
     * @param host name or address
     * @param port TCP port
     * @param user role that may read what is backed up and, for restores, create databases
     * @param passwordEnv variable that holds the password; null when a file does, or none is needed
     * @param passwordFile file whose first line is the password; null when a variable does, or none is needed
     * @param databases backed up when a request names none
     * @param maintenanceDatabase one that is always there
     * @param sslMode encryption, in libpq's words
     */
    public record Database(
            @NotBlank String host,
            @DefaultValue("5432") int port,
            @NotBlank String user,
            @Nullable String passwordEnv,
            @Nullable Path passwordFile,
            @DefaultValue List<String> databases,
            @DefaultValue("postgres") @NotBlank String maintenanceDatabase,
            @DefaultValue("prefer") @NotBlank String sslMode) {}

    /** Kinds of object store. */
    public enum StoreType {
        /** An S3-compatible server. */
        S3,
        /** Folders and files. */
        FILESYSTEM
    }

    /**
     * An object store.
     *
     * @param type kind
     * @param endpoint address of an S3 server
     * @param region region of an S3 server
     * @param accessKey public half of the credentials
     * @param secretKeyEnv variable that holds the secret half; null when a file does
     * @param secretKeyFile file whose first line is the secret half; null when a variable does
     * @param pathStyle whether buckets are part of the path rather than of the host name
     * @param root folder of a file store; its sub-folders are the buckets
     */
    public record Store(
            @NotNull StoreType type,
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") @NotBlank String region,
            @Nullable String accessKey,
            @Nullable String secretKeyEnv,
            @Nullable Path secretKeyFile,
            @DefaultValue("true") boolean pathStyle,
            @Nullable Path root) {}

    /** Client settings may be credentials, so only names are shown. */
    @Override
    public String toString() {
        return "LocalExecutorSettings[bootstrapServers=%s, client=%s, stateDirectory=%s, limits=%s, repository=%s, databases=%s, stores=%s]"
                .formatted(
                        bootstrapServers,
                        new TreeSet<>(client.keySet()),
                        stateDirectory,
                        limits,
                        repository,
                        new TreeSet<>(databases.keySet()),
                        new TreeSet<>(stores.keySet()));
    }
}
