package io.lc2.backup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyVerbsTest {

    private static final String NIGHTLY = "/api/v1/projects/acme/policies/nightly";

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        services = new StubServices();
        shell = new Shell(directory).with("LC2_API_URL", services.url()).with("LC2_PROJECT", "acme");
        Files.writeString(directory.resolve("nightly.yaml"), """
                id: nightly
                schedule: {cron: "30 2 * * *", zone: Europe/Berlin}
                retention: {daily: 7}
                backup: {environment: prd, application: liferay, database: {instance: main}}
                """);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void appliesAFileAndTellsTheWarnings() {
        services.on("PUT " + NIGHTLY, 202, """
                {"policyId": "nightly", "requestId": "r", "warnings": [
                  {"field": "schedule.window.finishBy", "message": "is longer than the time between two runs"}]}""");

        Result result = shell.type("policy apply -f nightly.yaml");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Warning: schedule.window.finishBy is longer than the time between two runs.
                Asked that policy nightly is as nightly.yaml says.
                Next: lc2 policy preview -f nightly.yaml
                """);
        assertThat(services.requests().getLast().body())
                .isEqualTo("{\"schedule\":{\"cron\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\"},"
                        + "\"retention\":{\"daily\":7},\"backup\":{\"environment\":\"prd\",\"application\":\"liferay\","
                        + "\"database\":{\"instance\":\"main\"},\"provider\":\"local\"}}");
    }

    @Test
    void refusesAFileWithoutAnId() throws IOException {
        Files.writeString(directory.resolve("nameless.yaml"), "schedule: {cron: \"30 2 * * *\"}\n");

        Result result = shell.type("policy apply -f nameless.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no id").contains("id: nightly");
    }

    @Test
    void previewsTheNextRunsInBothZones() {
        services.on("POST " + NIGHTLY + ":preview", 200, """
                {"runs": [{"due": "2026-11-22T02:30:00+01:00", "dueUtc": "2026-11-22T01:30:00Z",
                           "start": "2026-11-22T01:34:00Z", "finishBy": null}], "warnings": []}""");

        Result result = shell.type("policy preview -f nightly.yaml");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("2026-11-22T02:30:00+01:00")
                .contains("2026-11-22T01:30:00Z")
                .contains("Next: lc2 policy apply -f nightly.yaml");
    }

    @Test
    void previewsTheNextDrills() {
        services.on("POST " + NIGHTLY + ":preview", 200, """
                {"runs": [], "drills": [{"due": "2026-11-22T04:00:00+01:00", "dueUtc": "2026-11-22T03:00:00Z",
                           "start": "2026-11-22T03:00:00Z", "finishBy": null}], "warnings": []}""");

        assertThat(shell.type("policy preview -f nightly.yaml").out()).contains("""
                Drills
                  DUE                        DUE, UTC              STARTS, UTC
                  2026-11-22T04:00:00+01:00  2026-11-22T03:00:00Z  2026-11-22T03:00:00Z
                """);
    }

    @Test
    void pausesAndUnpauses() {
        services.on("POST " + NIGHTLY + ":pause", 202, "{\"policyId\": \"nightly\"}");
        services.on("POST " + NIGHTLY + ":unpause", 202, "{\"policyId\": \"nightly\"}");

        assertThat(shell.type("policy pause nightly").out()).contains("Asked that policy nightly is paused.");
        assertThat(shell.type("policy unpause nightly").out()).contains("Asked that policy nightly goes on.");
    }

    @Test
    void removesOnlyWhenConfirmed() {
        services.on("DELETE " + NIGHTLY, 204, "");

        assertThat(shell.type("policy delete nightly").out()).contains("Nothing was removed.");
        assertThat(services.requests()).isEmpty();
        assertThat(shell.type("policy delete nightly --confirm").out())
                .contains("Asked that policy nightly is removed.");
    }
}
