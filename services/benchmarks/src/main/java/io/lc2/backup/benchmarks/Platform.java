package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.CatalogApplication;
import io.lc2.backup.commandapi.CommandApiApplication;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.local.LocalExecutorApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the services need: a broker, a registry and a database server with real data on disk; and how services find them. */
final class Platform implements AutoCloseable {

    static final String CATALOG_DATABASE = "catalog";
    static final String CATALOG_SCHEMA = "catalog";

    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedDatabase database;
    private final EventLog log;

    private Platform(Path folder) throws InterruptedException {
        this.folder = folder;
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        registry = EmbeddedRegistry.start(folder.resolve("registry"));
        database = EmbeddedDatabase.start(folder.resolve("database"), EmbeddedDatabase.DISPOSABLE);
        database.createDatabase(CATALOG_DATABASE);
        log = EventLog.create(broker.bootstrapServers(), registry.url().toString());
    }

    /** Starts the servers and makes the topics. */
    static Platform start(Path folder) throws InterruptedException {
        return new Platform(folder);
    }

    EventLog log() {
        return log;
    }

    EmbeddedDatabase database() {
        return database;
    }

    ServiceProcess catalog() throws IOException {
        Path own = folder.resolve("catalog");
        return ServiceProcess.start(
                CatalogApplication.class,
                own,
                Map.of(
                        "LC2_CATALOG_BOOTSTRAPSERVERS", broker.bootstrapServers(),
                        "LC2_CATALOG_SCHEMAREGISTRYURL", registry.url().toString(),
                        "LC2_CATALOG_PARTITIONS", Integer.toString(EventLog.PARTITIONS),
                        "LC2_CATALOG_FOLD_STATEDIR", own.resolve("state").toString(),
                        "LC2_CATALOG_DATABASE_URL", database.jdbcUrl(CATALOG_DATABASE),
                        "LC2_CATALOG_DATABASE_USERNAME", database.user(),
                        "LC2_CATALOG_DATABASE_PASSWORD", database.password()));
    }

    ServiceProcess commandApi() throws IOException {
        return ServiceProcess.start(
                CommandApiApplication.class,
                folder.resolve("command-api"),
                Map.of(
                        "LC2_COMMANDAPI_BOOTSTRAPSERVERS", broker.bootstrapServers(),
                        "LC2_COMMANDAPI_SCHEMAREGISTRYURL", registry.url().toString()));
    }

    ServiceProcess executor() throws IOException {
        Path own = folder.resolve("executor");
        Path files = folder.resolve("files");
        Files.createDirectories(files.resolve("repository"));
        return ServiceProcess.start(
                LocalExecutorApplication.class,
                own,
                Map.ofEntries(
                        Map.entry("LC2_EXECUTOR_BOOTSTRAPSERVERS", broker.bootstrapServers()),
                        Map.entry(
                                "LC2_EXECUTOR_SCHEMAREGISTRYURL", registry.url().toString()),
                        Map.entry(
                                "LC2_EXECUTOR_STATEDIRECTORY",
                                own.resolve("state").toString()),
                        Map.entry("LC2_EXECUTOR_PARTITIONS", Integer.toString(EventLog.PARTITIONS)),
                        Map.entry("LC2_EXECUTOR_DATABASES_MAIN_HOST", database.host()),
                        Map.entry("LC2_EXECUTOR_DATABASES_MAIN_PORT", Integer.toString(database.port())),
                        Map.entry("LC2_EXECUTOR_DATABASES_MAIN_USER", database.user()),
                        Map.entry("LC2_EXECUTOR_DATABASES_MAIN_PASSWORDENV", "LC2_BENCHMARK_PASSWORD"),
                        Map.entry("LC2_BENCHMARK_PASSWORD", database.password()),
                        Map.entry("LC2_EXECUTOR_STORES_FILES_TYPE", "filesystem"),
                        Map.entry("LC2_EXECUTOR_STORES_FILES_ROOT", files.toString()),
                        Map.entry("LC2_EXECUTOR_REPOSITORY_STORE", "files"),
                        Map.entry("LC2_EXECUTOR_REPOSITORY_BUCKET", "repository")));
    }

    @Override
    public void close() {
        log.close();
        database.close();
        registry.close();
        broker.close();
    }
}
