package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.client.ApiClient;
import io.lc2.backup.standalone.client.OperationWatch;
import io.lc2.backup.standalone.platform.NodeClients;
import io.lc2.backup.standalone.platform.Platform;
import io.lc2.backup.standalone.platform.StandaloneException;
import io.lc2.backup.standalone.sample.Comparison;
import io.lc2.backup.standalone.sample.SampleDatabase;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleLibrary;
import io.lc2.backup.standalone.sample.SampleObject;
import io.lc2.backup.standalone.terminal.ProgressBar;
import io.lc2.backup.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/**
 * The whole platform on one page: a sample installation is made, backed up over REST, restored into another environment,
 * and both are compared by reading them in full.
 */
final class Demo {

    private static final Duration OPERATION_BOUND = Duration.ofMinutes(15);
    private static final String BACKUPS = "/api/v1/projects/" + DemoRequests.PROJECT + "/backups";
    private static final String RESTORES = "/api/v1/projects/" + DemoRequests.PROJECT + "/restores";

    private final Platform platform;
    private final SampleInstallation installation;
    private final Terminal terminal;
    private final Timings timings;

    Demo(Platform platform, SampleInstallation installation, Terminal terminal, Timings timings) {
        this.platform = platform;
        this.installation = installation;
        this.terminal = terminal;
        this.timings = timings;
    }

    /**
     * Runs it.
     *
     * @return what the comparison found
     * @throws StandaloneException if the backup or the restore does not complete
     */
    Comparison run() throws SQLException, InterruptedException {
        try (ApiClient commands = new ApiClient(platform.addresses().apiUrl());
                ApiClient catalog = new ApiClient(platform.addresses().catalogUrl());
                S3Client s3 = NodeClients.s3(platform.node().s3())) {
            makeSample(s3);

            JsonNode backup = operation("backup", commands, catalog, BACKUPS, DemoRequests.backup());
            String backupId = backup.path("backupId").asString("");
            JsonNode restore = operation("restore", commands, catalog, RESTORES, DemoRequests.restore(backupId));

            Comparison comparison = timings.time("comparison", () -> compare(s3, restore));
            new DemoReport(terminal, catalog)
                    .print(
                            BACKUPS + "/" + backupId,
                            RESTORES + "/" + restore.path("restoreId").asString(""),
                            comparison);
            return comparison;
        }
    }

    private void makeSample(S3Client s3) throws SQLException, InterruptedException {
        terminal.line("Making a sample Liferay …");
        long database = timings.time("sample database", () -> {
            platform.node().database().createDatabase(DemoRequests.DATABASE);
            try (Connection connection = connect(DemoRequests.DATABASE)) {
                return new SampleDatabase(installation).fill(connection);
            }
        });
        timings.time("sample library", () -> {
            new SampleLibrary(installation).store(s3, DemoRequests.BUCKET, bytes -> {});
            return true;
        });
        long library =
                installation.objects().stream().mapToLong(SampleObject::size).sum();
        terminal.line("  database %s of %,d MB, bucket %s with %,d objects of %,d MB"
                .formatted(
                        DemoRequests.DATABASE,
                        database / 1_000_000,
                        DemoRequests.BUCKET,
                        installation.objects().size(),
                        library / 1_000_000));
    }

    /** Posts a request and follows what becomes of it. */
    private JsonNode operation(
            String kind, ApiClient commands, ApiClient catalog, String collection, Map<String, Object> request)
            throws SQLException, InterruptedException {
        JsonNode accepted = commands.post(collection, request);
        String id = accepted.path(kind + "Id").asString("");
        terminal.line("POST %s → %s".formatted(collection, id));
        ProgressBar bar = new ProgressBar(terminal);
        JsonNode details = timings.time(
                kind, () -> new OperationWatch(catalog, OPERATION_BOUND).untilEnd(collection + "/" + id, bar::show));
        if (!OperationWatch.status(details).equals("Completed")) {
            throw new StandaloneException("The %s %s is %s: %s"
                    .formatted(kind, id, OperationWatch.status(details), DemoReport.failure(details)));
        }
        terminal.line("  %s %s in %.1f s".formatted(kind, OperationWatch.status(details), timings.of(kind)));
        return details;
    }

    private Comparison compare(S3Client s3, JsonNode restore) throws SQLException {
        String database = endpoint(restore, "database");
        String objects = endpoint(restore, "objects");
        String bucket = objects.substring(objects.indexOf("://") < 0 ? 0 : objects.indexOf("://") + 3);
        terminal.line("Comparing %s with %s and %s with %s …"
                .formatted(DemoRequests.DATABASE, database, DemoRequests.BUCKET, bucket));
        Set<String> generated = installation.objects().stream()
                .filter(SampleObject::generated)
                .map(SampleObject::key)
                .collect(Collectors.toSet());
        try (Connection source = connect(DemoRequests.DATABASE);
                Connection restored = connect(database)) {
            return Comparison.ofDatabases(source, restored, Set.of(SampleDatabase.CACHE_TABLE))
                    .and(Comparison.ofLibraries(s3, DemoRequests.BUCKET, bucket, generated));
        }
    }

    private static String endpoint(JsonNode restore, String component) {
        for (JsonNode endpoint : restore.path("endpoints")) {
            if (endpoint.path("component").asString("").equals(component)) {
                return endpoint.path("name").asString("");
            }
        }
        throw new StandaloneException(
                "The restore completed but names no endpoint of kind " + component + ": " + restore);
    }

    private Connection connect(String database) throws SQLException {
        return NodeClients.connect(platform.node().database(), database);
    }
}
