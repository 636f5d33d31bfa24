package io.lc2.backup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyVerbsTest {

    private static final String POLICIES = "/api/v1/projects/acme/policies";
    private static final String NIGHTLY = POLICIES + "/nightly";
    private static final String RETENTION = "/api/v1/projects/acme/retention";
    private static final String RUNS = """
            {"runs": [{"due": "2026-11-22T02:30:00+01:00", "dueUtc": "2026-11-22T01:30:00Z",
                       "start": "2026-11-22T01:34:00Z", "finishBy": null}], "warnings": []}""";

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        services = new StubServices();
        shell = Shell.at(services, directory);
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
                Next: lc2 policy describe nightly
                """);
        assertThat(services.requests().getLast().body())
                .isEqualTo("{\"schedule\":{\"cron\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\"},"
                        + "\"retention\":{\"daily\":7},\"backup\":{\"environment\":\"prd\",\"application\":\"liferay\","
                        + "\"database\":{\"instance\":\"main\"},\"provider\":\"local\"}}");
    }

    @Test
    void showsWhatHappenedToAPolicy() {
        services.on("GET " + NIGHTLY + "/events", 200, """
                {"items": [{"eventId": "e", "sequence": 4, "type": "RunSkipped", "occurredAt": "2026-11-21T01:30:00Z",
                  "actor": "policy:nightly", "detail": "Policy nightly left out the run of today: paused"}],
                 "nextPageToken": null}""");

        assertThat(shell.type("policy events nightly").out()).isEqualToNormalizingNewlines("""
                NO  TIME              EVENT       BY              DETAIL
                 4  2026-11-21 02:30  RunSkipped  policy:nightly  Policy nightly left out the run of today: paused
                Next: lc2 policy describe nightly
                """);
    }

    @Test
    void refusesAFileWithoutAnId() throws IOException {
        Files.writeString(directory.resolve("nameless.yaml"), "schedule: {cron: \"30 2 * * *\"}\n");

        Result result = shell.type("policy apply -f nameless.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no id").contains("id: nightly");
    }

    @Test
    void previewsTheNextRunsInBothZonesAndWhatRetentionWouldDo() {
        services.on("POST " + NIGHTLY + ":preview", 200, RUNS);
        services.on("POST " + RETENTION + ":preview", 200, """
                {"environment": "prd", "keep": 1, "delete": 1, "items": [
                  {"backupId": "b-2", "at": "2026-11-21T01:30:00Z", "verdict": "keep",
                   "reasons": [{"code": "daily", "text": "daily 1 of 7 (2026-11-21)"},
                               {"code": "last-restorable", "text": "last restorable"}]},
                  {"backupId": "b-1", "at": "2026-11-01T01:30:00Z", "verdict": "delete",
                   "reasons": [{"code": "no-rule", "text": "no rule keeps it"}]}]}""");

        Result result = shell.type("policy preview -f nightly.yaml");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                DUE                        DUE, UTC              STARTS, UTC           ENDS BY, UTC
                2026-11-22T02:30:00+01:00  2026-11-22T01:30:00Z  2026-11-22T01:34:00Z  -

                Retention today: of prd, 1 backup would be kept and 1 deleted.
                  BACKUP  STARTED           VERDICT  WHY
                  b-2     2026-11-21 02:30  keep     daily 1 of 7 (2026-11-21); last restorable
                  b-1     2026-11-01 02:30  delete   no rule keeps it
                Next: lc2 policy apply -f nightly.yaml
                """);
        assertThat(services.last().body())
                .isEqualTo("{\"environment\":\"prd\",\"zone\":\"Europe/Berlin\",\"retention\":{\"daily\":7},"
                        + "\"policyId\":\"nightly\"}");
    }

    @Test
    void previewsTheRunsWhileTheCatalogIsAwayOrHasNothing() {
        services.on("POST " + NIGHTLY + ":preview", 200, RUNS);

        assertThat(shell.type("policy preview -f nightly.yaml").out())
                .contains("2026-11-22T02:30:00+01:00", "Retention today: The project has no backups yet.");
        assertThat(shell.type("policy preview -f nightly.yaml --catalog http://127.0.0.1:9")
                        .out())
                .contains("2026-11-22T02:30:00+01:00", "cannot be reached");
        assertThat(shell.type("policy preview -f nightly.yaml -o json").out())
                .contains("\"retentionUnknown\"", "\"retention\" : null");
    }

    @Test
    void simulatesTheRetentionOfAFile() {
        services.on("POST " + RETENTION + ":simulate", 200, """
                {"environment": "prd", "zone": "Europe/Berlin", "from": "2026-10-01T00:00:00Z",
                 "asOf": "2026-11-21T10:00:00Z", "comparedWith": ["nightly"], "together": ["hourly"], "keep": 2, "delete": 1, "differing": 1,
                 "items": [
                  {"backupId": "b-2", "at": "2026-11-21T01:30:00Z", "differs": false,
                   "before": {"outcome": "kept", "deletedAt": null, "reasons": []},
                   "after": {"outcome": "kept", "deletedAt": null, "reasons": []}},
                  {"backupId": "b-1", "at": "2026-11-01T01:30:00Z", "differs": true,
                   "before": {"outcome": "kept", "deletedAt": null, "reasons": []},
                   "after": {"outcome": "deleted", "deletedAt": "2026-11-09T00:00:00Z",
                     "reasons": [{"code": "no-rule", "text": "no rule keeps it"}]}}]}""");

        Result result = shell.type("retention simulate --policy nightly.yaml --as-of 2026-11-21T10:00:00Z --span P60D");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                prd from 2026-10-01 01:00 to 2026-11-21 11:00, days of Europe/Berlin: 2 backups kept, 1 deleted.
                Compared with policy nightly as of today: 1 backup treated otherwise.
                What policy hourly keeps stays as well.
                BACKUP  STARTED           NOW   THEN                      WHY
                b-1     2026-11-01 02:30  kept  deleted 2026-11-09 01:00  no rule keeps it
                Next: lc2 policy apply -f nightly.yaml
                """);
        assertThat(services.last().body())
                .isEqualTo("{\"environment\":\"prd\",\"zone\":\"Europe/Berlin\",\"retention\":{\"daily\":7},"
                        + "\"policyId\":\"nightly\",\"asOf\":\"2026-11-21T10:00:00Z\",\"span\":\"P60D\"}");
        assertThat(shell.type("retention simulate --policy nightly.yaml --all").out())
                .contains("b-2", "b-1");
        assertThat(shell.type("retention simulate --policy nightly.yaml -o yaml")
                        .out())
                .contains("comparedWith:\n- nightly");
    }

    @Test
    void saysThatThereIsNothingToReplay() {
        services.on("POST " + RETENTION + ":simulate", 200, """
                {"environment": "prd", "asOf": "2026-11-21T10:00:00Z", "comparedWith": ["nightly"], "items": []}""");

        assertThat(shell.type("retention simulate --policy nightly.yaml").out())
                .startsWith("prd has no completed backups up to 2026-11-21 11:00, so there is nothing to replay.");
    }

    @Test
    void simulatesWithoutAPolicyToCompareWith() {
        services.on("POST " + RETENTION + ":simulate", 200, """
                {"environment": "prd", "zone": "UTC", "from": "2026-10-01T00:00:00Z", "asOf": "2026-11-21T10:00:00Z",
                 "comparedWith": [], "together": [], "keep": 0, "delete": 1, "differing": 0, "items": [
                  {"backupId": "b-1", "at": "2026-11-01T01:30:00Z", "differs": false, "before": null,
                   "after": {"outcome": "deleted", "deletedAt": "2026-11-09T00:00:00Z", "reasons": []}}]}""");

        assertThat(shell.type("retention simulate --policy nightly.yaml").out())
                .contains("No policy governs it today")
                .containsPattern("b-1 +2026-11-01 02:30 +deleted 2026-11-09 01:00 +-");
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
        services.on("GET " + NIGHTLY, 200, Samples.policy("Active"));
        services.on("POST " + NIGHTLY + ":pause", 202, "{\"policyId\": \"nightly\"}");
        services.on("POST " + NIGHTLY + ":unpause", 202, "{\"policyId\": \"nightly\"}");

        assertThat(shell.type("policy pause nightly").out())
                .contains("Asked that policy nightly is paused.", "Next: lc2 policy describe nightly");
        assertThat(shell.type("policy unpause nightly").out()).contains("Asked that policy nightly goes on.");
    }

    @Test
    void asksForNothingWhenThereIsNoSuchPolicy() {
        for (String verb : List.of("pause", "unpause", "delete", "delete --confirm", "describe")) {
            Result result = shell.type("policy " + verb.replaceFirst(" |$", " nightly "));

            assertThat(result.exitCode()).as(verb).isEqualTo(4);
        }
        assertThat(services.requests())
                .allSatisfy(request -> assertThat(request.line()).startsWith("GET"));
    }

    @Test
    void pausesWhileTheCatalogIsAway() {
        services.on("POST " + NIGHTLY + ":pause", 202, "{\"policyId\": \"nightly\"}");

        Result result = shell.type("policy pause nightly --catalog http://127.0.0.1:9");

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void removesOnlyWhenConfirmed() {
        services.on("GET " + NIGHTLY, 200, Samples.policy("Active"));
        services.on("DELETE " + NIGHTLY, 204, "");

        assertThat(shell.type("policy delete nightly").out()).isEqualToNormalizingNewlines("""
                Would remove policy nightly of prd, 30 2 * * * in Europe/Berlin; its backups would stay. Nothing was removed.
                Next: lc2 policy delete nightly --confirm
                """);
        assertThat(services.requests()).hasSize(1);
        assertThat(shell.type("policy delete nightly --confirm").out())
                .contains("Asked that policy nightly is removed.");
    }

    @Test
    void listsPoliciesWithWhatBecameOfTheLastDueTime() {
        services.on("GET " + POLICIES + "?environment=prd", 200, """
                {"items": [%s, %s, {"policyId": "new", "environment": "prd", "status": "Active", "cron": "@", "zone": "UTC"}],
                 "nextPageToken": "t0"}""".formatted(
                        Samples.policy("Active"),
                        Samples.policy("Paused")
                                .replace("\"nightly\"", "\"hourly\"")
                                .replace("\"last\": \"2026-11-20", "\"last\": \"2026-11-22")));

        Result result = shell.type("policy list --environment prd");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                POLICY   ENVIRONMENT  STATUS  CRON        ZONE           NEXT RUN          LAST DUE          RESULT
                nightly  prd          Active  30 2 * * *  Europe/Berlin  2026-11-22 02:34  2026-11-21 02:30  Completed
                hourly   prd          Paused  30 2 * * *  Europe/Berlin  2026-11-22 02:34  2026-11-22 02:30  Missed, window passed
                new      prd          Active  @           UTC            -                 -                 -
                Next: lc2 policy list --environment prd --page-token t0
                """);
    }

    @Test
    void saysThatThereAreNoPolicies() {
        services.on("GET " + POLICIES, 200, "{\"items\": [], \"nextPageToken\": null}");

        assertThat(shell.type("policy list").out()).isEqualToNormalizingNewlines("""
                No policies.
                Next: lc2 policy apply -f FILE
                """);
    }

    @Test
    void describesAPolicy() {
        services.on("GET " + NIGHTLY, 200, Samples.policy("Active"));

        Result result = shell.type("policy describe nightly");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Policy        nightly
                Project       acme
                Environment   prd
                Application   liferay
                Status        Active
                Schedule      30 2 * * * in Europe/Berlin
                Jitter        PT10M
                Finish by     PT4H
                Catch up      latest
                Overlap       skip
                Retention     7 daily, 4 weekly, at least 2, compliance 400 days in Europe/Berlin
                Defined       2026-11-20 10:00:00 +01:00
                Defined by    alice
                Last run      2026-11-21 02:30, nightly-20261121t013000z Completed
                Last missed   2026-11-20 02:30: window passed
                Last expiry   2026-11-21 10:00, 7 kept, 2 deleted

                Not ended
                  BACKUP                    DUE               STATUS
                  nightly-20261121t013000z  2026-11-21 02:30  Completed

                Next runs
                  DUE                        DUE, UTC              STARTS, UTC           ENDS BY, UTC
                  2026-11-22T02:30:00+01:00  2026-11-22T01:30:00Z  2026-11-22T01:34:00Z  2026-11-22T05:30:00Z

                Warning: schedule.window.finishBy is long.
                Next: lc2 backup describe nightly-20261121t013000z
                """);
    }

    @Test
    void describesTheDrillsOfAPolicy() {
        services.on("GET " + NIGHTLY, 200, Samples.policyWithDrills(true));

        assertThat(shell.type("policy describe nightly").out())
                .contains(
                        "Drills        0 4 * * SUN in Europe/Berlin",
                        "Last drill    2026-11-15 04:03, nightly-d20261115t030000z of nightly-20261115t013000z"
                                + " passed, RTO 1m 33s, RPO 1h 30m",
                        "Drill at work nightly-d20261122t030000z",
                        """
                        Next drills
                          DUE                        DUE, UTC              STARTS, UTC
                          2026-11-29T04:00:00+01:00  2026-11-29T03:00:00Z  2026-11-29T03:00:00Z
                        """);
    }

    @Test
    void describesADrillThatFailed() {
        services.on("GET " + NIGHTLY, 200, Samples.policyWithDrills(false));

        assertThat(shell.type("policy describe nightly").out())
                .contains("of nightly-20261115t013000z FAILED, VALIDATION_FAILED");
    }

    @Test
    void printsThePolicyAsAFileForApply() throws IOException {
        services.on("GET " + NIGHTLY, 200, Samples.policy("Active"));
        services.on("PUT " + NIGHTLY, 202, "{\"policyId\": \"nightly\", \"warnings\": []}");

        Files.writeString(
                directory.resolve("again.yaml"),
                shell.type("policy describe nightly --document").out());
        Result again = shell.type("policy apply -f again.yaml");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(services.last().body()).contains("\"cron\":\"30 2 * * *\"").doesNotContain("\"id\"");
        assertThat(shell.type("policy describe nightly --document -o json").out())
                .startsWith("{");
    }
}
