package io.lc2.backup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import io.lc2.backup.cli.process.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void documentsEveryExitCodeInHelpAndReadme(ExitCode code) throws IOException {
        assertThat(new Shell(directory).type("--help").out())
                .containsPattern("(?m)^ +" + code.code() + " +" + code.meaning());
        assertThat(Files.readString(Path.of("README.md"))).contains("| " + code.code() + " | " + code.meaning() + " |");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "backup",
                "backup undo",
                "backup describe",
                "backup list -o xml --project acme",
                "backup describe b-1 --wait --timeout soon",
                "backup list",
                "backup list --project ac/me",
                "backup describe ../b-1 --project acme",
                "backup list --project acme --catalog somewhere"
            })
    void endsWithTwoWhenTheCommandLineIsWrong(String line) {
        Result result = new Shell(directory).run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("lc2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "-h", "backup --help", "backup create -h", "catalog rebuild --help", "version", "-V"})
    void helps(String line) {
        Result result = new Shell(directory).type(line);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isNotBlank();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void endsWithSixWhenNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Result result = new Shell(directory).type("backup list --project acme --catalog http://127.0.0.1:" + port);

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).isEqualToNormalizingNewlines("""
                lc2: The catalog at http://127.0.0.1:%d cannot be reached: nothing listens there
                Next: Start everything with  ./lc2 up  or say where it is with --catalog.
                """.formatted(port));
    }

    @Test
    void endsWithOneWhenAServiceFailsOrIsAnother() {
        try (StubServices services = new StubServices()) {
            Shell shell = Shell.at(services, directory);
            services.on("GET /api/v1/projects/acme/backups", 500, "{\"title\": \"The request failed\"}")
                    .on("GET /api/v1/projects/acme/restores", 200, "<html>");

            assertThat(shell.type("backup list").exitCode()).isEqualTo(1);
            assertThat(shell.type("restore list").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void findsTheServicesOfLc2UpFromAnyDirectoryBelow() throws IOException {
        try (StubServices services = new StubServices()) {
            services.on("GET /api/v1/projects/acme/backups", 200, "{\"items\": []}");
            Path below = Files.createDirectories(directory.resolve("a/b"));
            Files.createDirectories(directory.resolve(".lc2"));
            Files.writeString(
                    directory.resolve(".lc2/run.json"),
                    "{\"apiUrl\": \"http://127.0.0.1:1\", \"catalogUrl\": \"" + services.url() + "\"}");

            Result result = new Shell(below).type("backup list --project acme");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).startsWith("No backups.");
        }
    }

    @Test
    void prefersWhatIsSaidToTheEnvironmentToTheRunFile() throws IOException {
        try (StubServices services = new StubServices()) {
            services.on("GET /api/v1/projects/said/backups", 200, "{\"items\": []}");
            Shell shell = new Shell(directory)
                    .with("LC2_CATALOG_URL", "http://127.0.0.1:1")
                    .with("LC2_PROJECT", "environment");

            Result result = shell.type("--catalog " + services.url() + "/ backup list --project said");

            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void rebuildsTheCatalog() {
        try (StubServices services = new StubServices()) {
            Shell shell = Shell.at(services, directory);
            services.on("POST /api/v1/catalog:rebuild", 202, "{\"state\": \"running\"}")
                    .on("GET /api/v1/catalog/rebuild", 200, "{\"state\": \"running\", \"events\": 10}")
                    .on(
                            "GET /api/v1/catalog/rebuild",
                            200,
                            "{\"state\": \"completed\", \"events\": 1200, \"rows\": 30, \"identical\": true}");

            Result waited = shell.type("catalog rebuild --wait");
            assertThat(waited.exitCode()).isZero();
            assertThat(waited.out()).isEqualToNormalizingNewlines("""
                    Rebuild       completed
                    Events        1,200
                    Rows          30
                    Identical     yes: the same rows as before
                    """);

            assertThat(shell.type("catalog rebuild").out()).contains("Next: lc2 catalog status --wait");
        }
    }

    @Test
    void endsWithThreeWhenTheRebuiltCatalogDiffers() {
        try (StubServices services = new StubServices()) {
            services.on("GET /api/v1/catalog/rebuild", 200, "{\"state\": \"completed\", \"identical\": false}");

            assertThat(Shell.at(services, directory).type("catalog status").exitCode())
                    .isEqualTo(3);
        }
    }

    @Test
    void listsWhatCouldNotBeRecoveredAndEndsWithThree() {
        try (StubServices services = new StubServices()) {
            services.on("POST /api/v1/catalog:rebuild?from=storage", 202, "{\"state\": \"running\"}")
                    .on("GET /api/v1/catalog/rebuild", 200, """
                            {"state": "completed", "events": 1200, "rows": 30, "message": "Back but for what is listed.",
                             "recovery": {"eventsRestored": 1190, "backupsFromManifests": 2, "notRecovered": 3, "items": [
                              {"kind": "COMMAND_LOST", "projectId": "acme", "id": "b-1", "detail": "Nobody saw it.",
                               "nextStep": "Ask again."},
                              {"kind": "ARCHIVE_HOLE", "projectId": "", "id": "backup-events-3@40", "detail": "No file.",
                               "nextStep": "Look for it."}]}}
                            """);

            Result result = Shell.at(services, directory).type("catalog rebuild --from-storage");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.out()).isEqualToNormalizingNewlines("""
                    Rebuild       completed
                    Events        1,200
                    Rows          30
                    Message       Back but for what is listed.
                    Events restored 1,190
                    Backups from manifests 2
                    Not recovered 3

                    LOST          PROJECT  ID                  DETAIL
                    COMMAND_LOST  acme     b-1                 Nobody saw it.
                    ARCHIVE_HOLE           backup-events-3@40  No file.

                    ARCHIVE_HOLE: Look for it.
                    COMMAND_LOST: Ask again.
                    … and 1 more, in the log of the catalog.
                    """);
        }
    }

    @Test
    void endsWithZeroWhenEverythingIsBack() {
        try (StubServices services = new StubServices()) {
            services.on("POST /api/v1/catalog:rebuild?from=storage", 202, "{\"state\": \"running\"}")
                    .on(
                            "GET /api/v1/catalog/rebuild",
                            200,
                            "{\"state\": \"completed\", \"recovery\": {\"eventsRestored\": 7, \"notRecovered\": 0}}");

            assertThat(Shell.at(services, directory)
                            .type("catalog rebuild --from-storage")
                            .exitCode())
                    .isZero();
        }
    }
}
