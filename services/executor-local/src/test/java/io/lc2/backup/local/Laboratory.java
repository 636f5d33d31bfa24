package io.lc2.backup.local;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** A source database and a library of files, a repository of files, and ways to ask the executor for something. */
final class Laboratory implements AutoCloseable {

    static final String PASSWORD_VARIABLE = "LAB_DB_PASSWORD";

    private static final ProjectId PROJECT = new ProjectId("acme");
    private static final int DOCUMENTS = 400;
    private static final int ROWS = 20_000;

    final EmbeddedDatabase database;
    final Path files;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final Path directory;
    private final TopicSerdes serdes;
    private final KafkaProducer<String, BackupCommand> producer;

    Laboratory(EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, Path directory) {
        this.broker = broker;
        this.registry = registry;
        this.database = database;
        this.directory = directory;
        this.files = directory.resolve("files");
        this.serdes =
                TopicSerdes.connect(Map.of("schema.registry.url", registry.url().toString()));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class.getName()),
                new StringSerializer(),
                serdes.of(Topics.COMMANDS.codec()).serializer());
        makeFolders();
    }

    /** An executor of this laboratory; arguments given here override the usual ones. */
    ExecutorProcess executor(String... overrides) {
        return executor(Map.of(PASSWORD_VARIABLE, database.password()), overrides);
    }

    ExecutorProcess executor(Map<String, String> environment, String... overrides) {
        Map<String, Object> settings = new TreeMap<>(Map.ofEntries(
                Map.entry("lc2.executor.bootstrap-servers", broker.bootstrapServers()),
                Map.entry("lc2.executor.schema-registry-url", registry.url()),
                Map.entry("lc2.executor.state-directory", directory.resolve("state")),
                Map.entry("lc2.executor.partitions", "4"),
                Map.entry("lc2.executor.databases.main.host", database.host()),
                Map.entry("lc2.executor.databases.main.port", database.port()),
                Map.entry("lc2.executor.databases.main.user", database.user()),
                Map.entry("lc2.executor.databases.main.password-env", PASSWORD_VARIABLE),
                Map.entry("lc2.executor.stores.files.type", "filesystem"),
                Map.entry("lc2.executor.stores.files.root", files),
                Map.entry("lc2.executor.deletion-grace", "0s"),
                Map.entry("lc2.executor.repository.store", "files"),
                Map.entry("lc2.executor.repository.bucket", "repository")));
        for (String override : overrides) {
            // Spring would make a list of two values for one key.
            String[] setting = override.substring(2).split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new ExecutorProcess(directory.resolve("executor.log"), arguments, environment);
    }

    EventLog events() {
        return new EventLog(broker.bootstrapServers(), serdes);
    }

    /** A database with the tables a Liferay has; incompressible, so that a dump takes a moment. */
    void makeDatabase(String name) {
        database.createDatabase(name);
        execute(
                name,
                "CREATE TABLE dlfileentry (fileentryid bigint PRIMARY KEY, title text, data bytea)",
                "CREATE TABLE user_ (userid bigint PRIMARY KEY, screenname text)",
                "INSERT INTO user_ SELECT i, 'user ' || i FROM generate_series(1, 500) i",
                "INSERT INTO dlfileentry SELECT i, 'title ' || i, decode("
                        + "(SELECT string_agg(md5(i || '-' || part), '') FROM generate_series(1, 40) part), 'hex')"
                        + " FROM generate_series(1, " + ROWS + ") i");
    }

    void makeLibrary(String bucket) {
        Random random = new Random(7);
        try {
            Path library = Files.createDirectories(files.resolve(bucket));
            for (int i = 0; i < DOCUMENTS; i++) {
                byte[] bytes = new byte[random.nextInt(64 * 1024)];
                random.nextBytes(bytes);
                Path file = library.resolve("folder " + i % 9).resolve("größe+" + i + "%.bin");
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BackupCommand.RequestBackup backup(String id, String database, String bucket) {
        return new BackupCommand.RequestBackup(
                meta(id),
                new OperationId(id),
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        database.isEmpty() ? null : source(database),
                        bucket.isEmpty() ? null : storage(bucket),
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""));
    }

    static BackupCommand.RequestRestore restore(String id, String backupId) {
        return new BackupCommand.RequestRestore(
                meta(id),
                new OperationId(id),
                new RestoreRequest(
                        new OperationId(backupId),
                        "uat",
                        RestoreType.FULL,
                        null,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        false,
                        false));
    }

    static CommandMeta meta(String seed) {
        return new CommandMeta(
                new CommandId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))),
                PROJECT,
                Provider.LOCAL,
                new Actor("tester", ""),
                Instant.ofEpochMilli(0),
                seed);
    }

    /** Publishes and returns when Kafka has it. */
    void ask(BackupCommand command) {
        try {
            producer.send(Topics.COMMANDS.record(command, "/lc2/test", null)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String name, String... statements) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String query(String name, String sql) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(name), database.user(), database.password());
    }

    private void makeFolders() {
        try {
            Files.createDirectories(files.resolve("repository"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseSource source(String database) {
        return new DatabaseSource(
                DatabaseType.POSTGRESQL,
                "main",
                List.of(database),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
    }

    private static StorageSource storage(String bucket) {
        return new StorageSource(
                StorageType.FILESYSTEM, "files", bucket, List.of(), List.of(), List.of(), true, true, 4, false);
    }
}
