package io.lc2.backup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterVerbsTest {

    private static final String LETTERS = "/api/v1/dead-letters";

    private static final String SUMMARY = """
            "id": "3-17", "topic": "backup-commands", "partition": 3, "offset": 42,
            "reason": "A record of topic backup-commands\\u001b[2J is truncated.", "setAsideAt": "2026-11-21T10:00:00Z",
            "bytes": 5, "complete": true, "key": "acme\"""";

    private static final String DETAILS = "{" + SUMMARY + """
            , "exception": "org.example.Failure", "cut": null, "value": "he\\\\x00lo",
            "headers": [{"name": "ce_type", "value": "t"}], "replays": [], "allReplays": true}""";

    private static final String REPLAY = """
            {"letterId": "3-17", "topic": "backup-commands", "partition": 3, "offset": 99, "actor": "user-42",
             "at": "2026-11-21T11:00:00Z"}""";

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() {
        services = new StubServices();
        shell = new Shell(directory).with("LC2_API_URL", services.url());
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void listsAndSaysWhatToTypeNext() {
        services.on("GET " + LETTERS, 200, "{\"items\": [{" + SUMMARY + "}], \"nextPageToken\": null}");

        Result result = shell.type("deadletters list");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                ID    SET ASIDE         TOPIC            PARTITION  OFFSET  SIZE  REASON
                3-17  2026-11-21 11:00  backup-commands          3      42   5 B  A record of topic backup-commands [2J is truncated.
                Next: lc2 deadletters show 3-17
                """);
    }

    @Test
    void goesOnWithTheFiltersOfTheList() {
        services.on(
                "GET " + LETTERS + "?topic=backup-commands&pageSize=1",
                200,
                "{\"items\": [], \"nextPageToken\": \"abc\"}");

        Result result = shell.type("deadletters list --topic backup-commands --page-size 1");

        assertThat(result.out()).isEqualToNormalizingNewlines("""
                None among those that were looked at.
                Next: lc2 deadletters list --topic backup-commands --page-size 1 --page-token abc
                """);
    }

    @Test
    void saysThatThereIsNone() {
        services.on("GET " + LETTERS, 200, "{\"items\": [], \"nextPageToken\": null}");

        assertThat(shell.type("deadletters list").out()).isEqualToNormalizingNewlines("No dead letters.\n");
    }

    @Test
    void showsWhereFromAndWhy() {
        services.on("GET " + LETTERS + "/3-17", 200, DETAILS);

        Result result = shell.type("deadletters show 3-17");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Dead letter   3-17
                Topic         backup-commands
                Partition     3
                Offset        42
                Reason        A record of topic backup-commands [2J is truncated.
                Exception     org.example.Failure
                Set aside     2026-11-21 11:00:00 +01:00
                Key           acme
                Size          5 B
                Value         he\\x00lo

                Headers
                  HEADER   VALUE
                  ce_type  t
                Next: lc2 deadletters replay 3-17
                """);
    }

    @Test
    void printsWhatTheServiceSaidForPrograms() {
        services.on("GET " + LETTERS + "/3-17", 200, DETAILS);

        assertThat(shell.type("deadletters show 3-17 -o json").out())
                .startsWith("{")
                .contains("\"id\" : \"3-17\"");
        assertThat(shell.type("deadletters show 3-17 -o yaml").out()).startsWith("id: 3-17");
    }

    @Test
    void sendsNothingWithoutConfirm() {
        services.on("GET " + LETTERS + "/3-17", 200, DETAILS);

        Result result = shell.type("deadletters replay 3-17");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Would send the record of dead letter 3-17 again: 5 B to backup-commands, partition 3.
                It was set aside because: A record of topic backup-commands [2J is truncated.
                Nothing was sent.
                Next: lc2 deadletters replay 3-17 --confirm
                """);
        assertThat(services.requests()).hasSize(1);
    }

    @Test
    void sendsItWithConfirm() {
        services.on("POST " + LETTERS + "/3-17:replay", 201, REPLAY);

        Result result = shell.type("deadletters replay 3-17 --confirm --actor user-42");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Sent the record of dead letter 3-17 again: it lies at backup-commands, partition 3, offset 99.
                Next: lc2 deadletters list --topic backup-commands
                """);
        assertThat(services.last().headers()).containsEntry("x-lc2-actor", "user-42");
    }

    @Test
    void saysThatItWasSentAgainAlready() {
        services.on(
                        "GET " + LETTERS + "/3-17",
                        200,
                        DETAILS.replace("\"replays\": []", "\"replays\": [" + REPLAY + "]"))
                .on("POST " + LETTERS + "/3-17:replay", 409, """
                        {"title": "The record was not sent again", "detail": "It was sent again already.",
                         "nextStep": "Look at what became of it."}""")
                .on("POST " + LETTERS + "/3-17:replay?again=true", 201, REPLAY);

        assertThat(shell.type("deadletters replay 3-17").out())
                .contains("already", "Next: lc2 deadletters replay 3-17 --again --confirm");
        assertThat(shell.type("deadletters show 3-17").out()).contains("Replays", "user-42");
        assertThat(shell.type("deadletters replay 3-17 --confirm").exitCode()).isEqualTo(5);
        assertThat(shell.type("deadletters replay 3-17 --again --confirm").exitCode())
                .isZero();
    }

    @Test
    void doesNotOfferToSendWhatTheLetterDoesNotHold() {
        services.on(
                "GET " + LETTERS + "/3-17",
                200,
                DETAILS.replace("\"complete\": true", "\"complete\": false")
                        .replace("\"cut\": null", "\"cut\": \"value of 2000000 bytes\""));

        assertThat(shell.type("deadletters show 3-17").out())
                .contains("Cut off       value of 2000000 bytes")
                .doesNotContain("Next:");
        assertThat(shell.type("deadletters replay 3-17").out())
                .contains("would be refused")
                .doesNotContain("Next:");
    }

    @Test
    void endsWithTheDocumentedCodes() {
        services.on("GET " + LETTERS, 503, "{\"title\": \"The dead letters cannot be reached\"}");

        assertThat(shell.type("deadletters show 3-18").exitCode()).isEqualTo(4);
        assertThat(shell.type("deadletters list").exitCode()).isEqualTo(6);
        assertThat(shell.type("deadletters replay").exitCode()).isEqualTo(2);
        assertThat(shell.type("deadletters --help").exitCode()).isZero();
    }
}
