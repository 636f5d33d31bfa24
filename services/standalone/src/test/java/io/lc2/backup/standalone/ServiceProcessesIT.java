package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.standalone.client.ApiClient;
import io.lc2.backup.standalone.platform.NodeClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each service is a process of its own, set by environment variables only; together they make a backup. */
@ExtendWith(EmbeddedServerExtension.class)
class ServiceProcessesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void makeABackupAndEndWhenTold(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        fill(database);
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.createDirectories(files.resolve("repository"));
        Map<String, String> catalogSettings = Map.of(
                "LC2_CATALOG_BOOTSTRAPSERVERS", broker.bootstrapServers(),
                "LC2_CATALOG_SCHEMAREGISTRYURL", registry.url().toString(),
                "LC2_CATALOG_PARTITIONS", "4",
                "LC2_CATALOG_DATABASE_URL", database.jdbcUrl("catalog_of_processes"),
                "LC2_CATALOG_DATABASE_USERNAME", database.user(),
                "LC2_CATALOG_DATABASE_PASSWORD", database.password());
        try (ServiceProcess catalog = ServiceProcess.start("catalog", directory, catalogSettings);
                ServiceProcess executor = ServiceProcess.start(
                        "executor-local", directory, executorSettings(broker, registry, database, files));
                ServiceProcess api = ServiceProcess.start(
                        "command-api",
                        directory,
                        Map.of(
                                "LC2_COMMANDAPI_BOOTSTRAPSERVERS", broker.bootstrapServers(),
                                "LC2_COMMANDAPI_SCHEMAREGISTRYURL",
                                        registry.url().toString(),
                                "LC2_COMMANDAPI_CATALOGURL", catalog.url().toString()))) {
            List<ServiceProcess> services = List.of(catalog, executor, api);
            for (ServiceProcess service : services) {
                await().atMost(PATIENCE).until(() -> service.status("/health/ready") == 200);
                assertThat(service.status("/health/live")).isEqualTo(200);
                assertThat(service.status("/actuator/prometheus")).isEqualTo(200);
                assertThat(service.log())
                        .as("what it tells the people who run it")
                        .contains("Started ", "INFO");
            }

            assertThat(backup(api, catalog)).isEqualTo("Completed");

            for (ServiceProcess service : services) {
                // 143 is SIGTERM's: the process ended by itself, in order, after it was told to.
                assertThat(service.terminate()).as(service.log()).isEqualTo(143);
            }
        }
    }

    private static String backup(ServiceProcess api, ServiceProcess catalog) {
        try (ApiClient commands = new ApiClient(api.url());
                ApiClient queries = new ApiClient(catalog.url())) {
            JsonNode accepted = commands.post(
                    "/api/v1/projects/acme/backups",
                    Map.of(
                            "application", "liferay",
                            "environment", "prd",
                            "provider", "local",
                            "database",
                                    Map.of(
                                            "type",
                                            "postgresql",
                                            "instance",
                                            "main",
                                            "databases",
                                            List.of("processes"),
                                            "dumpEnabled",
                                            true)));
            String path =
                    "/api/v1/projects/acme/backups/" + accepted.get("backupId").asString();
            queries.getWaiting(path, 30);
            await().atMost(PATIENCE)
                    .until(() -> !queries.get(path).get("endedAt").isNull());
            return queries.get(path).get("status").asString();
        }
    }

    private static Map<String, String> executorSettings(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, Path files) {
        return Map.ofEntries(
                Map.entry("LC2_EXECUTOR_BOOTSTRAPSERVERS", broker.bootstrapServers()),
                Map.entry("LC2_EXECUTOR_SCHEMAREGISTRYURL", registry.url().toString()),
                Map.entry("LC2_EXECUTOR_PARTITIONS", "4"),
                Map.entry(
                        "LC2_EXECUTOR_STATEDIRECTORY",
                        files.resolveSibling("executor-state").toString()),
                Map.entry("LC2_EXECUTOR_DATABASES_MAIN_HOST", database.host()),
                Map.entry("LC2_EXECUTOR_DATABASES_MAIN_PORT", Integer.toString(database.port())),
                Map.entry("LC2_EXECUTOR_DATABASES_MAIN_USER", database.user()),
                Map.entry("LC2_EXECUTOR_DATABASES_MAIN_PASSWORDENV", "MAIN_DB_PASSWORD"),
                Map.entry("MAIN_DB_PASSWORD", database.password()),
                Map.entry("LC2_EXECUTOR_STORES_FILES_TYPE", "filesystem"),
                Map.entry("LC2_EXECUTOR_STORES_FILES_ROOT", files.toString()),
                Map.entry("LC2_EXECUTOR_REPOSITORY_STORE", "files"),
                Map.entry("LC2_EXECUTOR_REPOSITORY_BUCKET", "repository"));
    }

    private static void fill(EmbeddedDatabase database) throws SQLException {
        database.createDatabase("catalog_of_processes");
        database.createDatabase("processes");
        try (Connection connection = NodeClients.connect(database, "processes");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE dlfileentry (fileentryid bigint)");
            statement.execute("CREATE TABLE user_ (userid bigint)");
            statement.execute("INSERT INTO dlfileentry VALUES (1)");
            statement.execute("INSERT INTO user_ VALUES (1)");
        }
    }
}
