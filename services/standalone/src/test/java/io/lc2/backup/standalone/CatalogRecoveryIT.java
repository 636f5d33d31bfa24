package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.cli.Lc2;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.standalone.client.ApiClient;
import io.lc2.backup.standalone.client.ApiException;
import io.lc2.backup.standalone.client.OperationWatch;
import io.lc2.backup.standalone.platform.EmbeddedSettings;
import io.lc2.backup.standalone.platform.NodeClients;
import io.lc2.backup.standalone.platform.Platform;
import io.lc2.backup.standalone.platform.PlatformSettings;
import io.lc2.backup.standalone.sample.Comparison;
import io.lc2.backup.standalone.sample.SampleDatabase;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleLibrary;
import io.lc2.backup.standalone.sample.SampleObject;
import io.lc2.backup.standalone.sample.SampleSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Kafka, registry and the tables of the catalog are lost; the bucket of the backups is what is left. */
class CatalogRecoveryIT {

    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final String RESTORES = "/api/v1/projects/acme/restores";
    private static final String DATABASE = "lportal";
    private static final String LIBRARY = "library";
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern ARCHIVED = Pattern.compile("(?m)^lc2_catalog_archive_last_seconds\\{[^}]*} [0-9.E]+$");

    private static final SampleInstallation SAMPLE = new SampleInstallation(3, SampleSize.small());

    @TempDir
    private Path directory;

    @Test
    void bringsBackWhatWasArchivedAndNamesWhatWasNot() throws Exception {
        String kept;
        String removed;
        String unseen;
        try (Platform platform = start()) {
            fill(platform);
            kept = backUp(platform);
            removed = backUp(platform);
            remove(platform, removed);
            unseen = ask(platform, "aws");
        }
        Map<String, JsonNode> before;
        String unexported;
        JsonNode unarchived;
        // A start archives what there is; the next time would be in an hour.
        try (Platform platform = start()) {
            awaitArchived(platform);
            before = list(platform);
            unexported = backUp(platform);
            unarchived = list(platform).get(unexported);
        }
        loseKafkaRegistryAndTables();

        try (Platform platform = start()) {
            assertThat(list(platform)).isEmpty();

            Answer answer = rebuild(platform);

            assertThat(answer.exitCode()).as(answer.out()).isEqualTo(3);
            assertThat(answer.out())
                    .containsPattern("Backups from manifests +1")
                    .containsPattern("Not recovered +2")
                    .containsPattern("COMMAND_LOST +acme +" + unseen + " +RequestBackup")
                    .containsPattern("REQUEST_LOST +acme +" + unexported)
                    .contains("COMMAND_LOST: Ask again");
            Map<String, JsonNode> after = list(platform);
            assertThat(after).containsOnlyKeys(kept, removed, unexported);
            assertThat(after.get(kept)).isEqualTo(before.get(kept));
            assertThat(after.get(removed)).isEqualTo(before.get(removed));
            assertThat(after.get(removed).get("lifecycle").asString()).isEqualTo("Purged");
            for (String fact : List.of(
                    "status",
                    "environment",
                    "components",
                    "bytes",
                    "objects",
                    "requestedAt",
                    "verification",
                    "lifecycle")) {
                assertThat(after.get(unexported).get(fact)).as(fact).isEqualTo(unarchived.get(fact));
            }
            assertThat(after.get(unexported).get("initiator").asString()).isEqualTo("lc2-recovery");
            restoresToTheSame(platform, unexported);
            restoresToTheSame(platform, kept);
            assertThat(rebuild(platform).exitCode()).isEqualTo(5);
        }
    }

    /** Deletions remove at once. */
    private Platform start() throws InterruptedException, IOException {
        Path settings =
                Files.writeString(directory.resolve("executor.yaml"), "lc2: {executor: {deletion-grace: 0s}}\n");
        return Platform.start(new PlatformSettings(directory, true, 0, 0, 0, 0, List.of(settings)));
    }

    private static void fill(Platform platform) throws SQLException {
        platform.node().database().createDatabase(DATABASE);
        try (Connection connection = NodeClients.connect(platform.node().database(), DATABASE);
                S3Client s3 = NodeClients.s3(platform.node().s3())) {
            new SampleDatabase(SAMPLE).fill(connection);
            new SampleLibrary(SAMPLE).store(s3, LIBRARY, bytes -> {});
        }
    }

    private void loseKafkaRegistryAndTables() throws Exception {
        for (String lost : List.of("node/broker", "node/registry", "state")) {
            assertThat(directory.resolve(lost)).isDirectory();
            delete(directory.resolve(lost));
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("node/database"));
                Connection connection = NodeClients.connect(database, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE lc2_catalog");
        }
    }

    private static String ask(Platform platform, String provider) {
        try (ApiClient commands = new ApiClient(platform.addresses().apiUrl())) {
            return commands.post(BACKUPS, request(provider)).get("backupId").asString();
        }
    }

    private static String backUp(Platform platform) {
        String id = ask(platform, "local");
        completed(platform, BACKUPS + "/" + id);
        // Lists lag behind a little.
        await().atMost(LONG)
                .until(() -> list(platform).containsKey(id)
                        && list(platform).get(id).get("status").asString().equals("Completed"));
        return id;
    }

    private static JsonNode completed(Platform platform, String path) {
        try (ApiClient catalog = new ApiClient(platform.addresses().catalogUrl())) {
            JsonNode details = new OperationWatch(catalog, LONG).untilEnd(path, progress -> {});
            assertThat(OperationWatch.status(details)).as(details.toString()).isEqualTo("Completed");
            return details;
        }
    }

    private static void remove(Platform platform, String id) throws IOException, InterruptedException {
        URI uri = platform.addresses().apiUrl().resolve(BACKUPS + "/" + id);
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(uri).DELETE().build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(204);
        }
        await().atMost(LONG)
                .until(() -> list(platform).get(id).get("lifecycle").asString().equals("Purged"));
    }

    private static void awaitArchived(Platform platform) {
        HttpRequest request = HttpRequest.newBuilder(
                        platform.addresses().catalogUrl().resolve("/actuator/prometheus"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(LONG)
                    .until(() -> ARCHIVED.matcher(
                                    http.send(request, BodyHandlers.ofString()).body())
                            .find());
        }
    }

    private static Map<String, JsonNode> list(Platform platform) {
        try (ApiClient catalog = new ApiClient(platform.addresses().catalogUrl())) {
            JsonNode answer = catalog.get(BACKUPS + "?pageSize=100");
            return Stream.iterate(0, i -> i < answer.get("items").size(), i -> i + 1)
                    .map(answer.get("items")::get)
                    .collect(Collectors.toMap(item -> item.get("backupId").asString(), item -> item));
        } catch (ApiException unknown) {
            assertThat(unknown).hasMessageContaining("404");
            return Map.of();
        }
    }

    private static void restoresToTheSame(Platform platform, String backup) throws SQLException {
        JsonNode restore;
        try (ApiClient commands = new ApiClient(platform.addresses().apiUrl())) {
            String id = commands.post(
                            RESTORES, Map.of("backupId", backup, "targetEnvironment", "uat", "restoreType", "full"))
                    .get("restoreId")
                    .asString();
            restore = completed(platform, RESTORES + "/" + id);
        }
        Set<String> generated = SAMPLE.objects().stream()
                .filter(SampleObject::generated)
                .map(SampleObject::key)
                .collect(Collectors.toSet());
        String bucket = endpoint(restore, "objects");
        try (Connection source = NodeClients.connect(platform.node().database(), DATABASE);
                Connection restored = NodeClients.connect(platform.node().database(), endpoint(restore, "database"));
                S3Client s3 = NodeClients.s3(platform.node().s3())) {
            Comparison comparison = Comparison.ofDatabases(source, restored, Set.of(SampleDatabase.CACHE_TABLE))
                    .and(Comparison.ofLibraries(
                            s3,
                            LIBRARY,
                            bucket.substring(bucket.indexOf("://") < 0 ? 0 : bucket.indexOf("://") + 3),
                            generated));
            assertThat(comparison.equal()).as(comparison.toString()).isTrue();
        }
    }

    private static String endpoint(JsonNode restore, String component) {
        for (JsonNode endpoint : restore.get("endpoints")) {
            if (endpoint.get("component").asString().equals(component)) {
                return endpoint.get("name").asString();
            }
        }
        throw new AssertionError(restore);
    }

    private static Map<String, Object> request(String provider) {
        return Map.of(
                "application",
                "liferay",
                "environment",
                "prd",
                "provider",
                provider,
                "database",
                Map.of(
                        "type",
                        "postgresql",
                        "instance",
                        EmbeddedSettings.NAME,
                        "databases",
                        List.of(DATABASE),
                        "dumpEnabled",
                        true,
                        "excludeTables",
                        List.of(SampleDatabase.CACHE_TABLE)),
                "storage",
                Map.of("type", "s3", "store", EmbeddedSettings.NAME, "bucket", LIBRARY, "excludeGeneratedFiles", true));
    }

    private record Answer(int exitCode, String out) {}

    /** The command of the README, as a process. */
    private Answer rebuild(Platform platform) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Lc2.class.getName(),
                "catalog",
                "rebuild",
                "--from-storage"));
        Path out = Files.createTempFile(directory, "out", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment()
                .put("LC2_CATALOG_URL", platform.addresses().catalogUrl().toString());
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(Files.readString(out));
        }
        return new Answer(process.exitValue(), Files.readString(out));
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
