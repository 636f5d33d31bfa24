package io.lc2.backup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lc2 policy apply --wait}: what the scheduler answers. */
class ApplyPolicyTest {

    private static final String NIGHTLY = "/api/v1/projects/acme/policies/nightly";
    private static final String ACCEPTED =
            "{\"policyId\": \"nightly\", \"requestId\": \"r\", \"fingerprint\": \"f-2\", \"warnings\": []}";
    private static final String EVENTS = "GET " + NIGHTLY + "/events?requestId=r";
    private static final String DEFINED = "{\"items\": [{\"type\": \"PolicyDefined\"}]}";
    private static final String SENT = "{\"policyId\": \"nightly\", \"fingerprint\": \"f-2\"}";
    private static final String OTHER = "{\"policyId\": \"nightly\", \"fingerprint\": \"f-1\"}";

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        services = new StubServices().on("PUT " + NIGHTLY, 202, ACCEPTED);
        shell = Shell.at(services, directory);
        Files.writeString(directory.resolve("nightly.yaml"), """
                id: nightly
                schedule: {cron: "30 2 * * *"}
                backup: {environment: prd, application: liferay, database: {instance: main}}
                """);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void waitsUntilTheSchedulerHasTakenAPolicy() {
        services.on(EVENTS, 200, "{\"items\": []}").on(EVENTS, 200, DEFINED).on("GET " + NIGHTLY, 200, SENT);

        Result result = shell.type("policy apply -f nightly.yaml --wait");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Policy nightly is now as nightly.yaml says.
                Next: lc2 policy describe nightly
                """);
        assertThat(shell.type("policy apply -f nightly.yaml --wait -o json").out())
                .contains("\"outcome\"", "\"changed\"");
    }

    @Test
    void tellsThatAPolicyWasSoAlreadyWhenTheCatalogGoesOnShowingIt() {
        services.on(EVENTS, 200, "{\"items\": []}").on("GET " + NIGHTLY, 200, SENT);

        Result result = shell.clock(secondsPerRequest(1)).type("policy apply -f nightly.yaml --wait");

        assertThat(result.out())
                .contains("Policy nightly was as nightly.yaml says already, as far as the catalog knows.");
        assertThat(services.requests())
                .filteredOn(request -> request.line().equals("GET " + NIGHTLY))
                .hasSize(2);
    }

    @Test
    void doesNotTakeWhatALaggingCatalogShowsForTheAnswer() {
        services.on(EVENTS, 200, "{\"items\": []}")
                .on(EVENTS, 200, "{\"items\": []}")
                .on(EVENTS, 200, DEFINED)
                .on("GET " + NIGHTLY, 200, SENT)
                .on("GET " + NIGHTLY, 404, "{}")
                .on("GET " + NIGHTLY, 200, SENT);

        assertThat(shell.clock(secondsPerRequest(1))
                        .type("policy apply -f nightly.yaml --wait")
                        .out())
                .contains("Policy nightly is now as nightly.yaml says.");
    }

    @ParameterizedTest
    @CsvSource({"200", "404"})
    void doesNotTakeTheAnswerToAnotherDocumentOfTheSameKeyForItsOwn(int status) {
        services.on(EVENTS, 200, DEFINED).on("GET " + NIGHTLY, status, OTHER);

        Result result = shell.clock(secondsPerRequest(1))
                .type("policy apply -f nightly.yaml --wait --idempotency-key k --project acme -o json");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).contains("\"otherwise\"");
        assertThat(result.err())
                .contains("is not as nightly.yaml says", "key was used for another document", "somebody has changed")
                .contains("policy events nightly --project acme", "a new --idempotency-key");
    }

    @Test
    void tellsThatAKeyWasUsedForAnotherDocumentWhenTheSchedulerSaysSo() {
        services.on(EVENTS, 200, DEFINED).on(EVENTS, 200, """
                        {"items": [{"type": "CommandRejected", "detail": "DefinePolicy refused, COMMAND_ID_REUSED: so"},
                                   {"type": "PolicyDefined"}]}""").on("GET " + NIGHTLY, 200, OTHER);

        Result result =
                shell.clock(secondsPerRequest(1)).type("policy apply -f nightly.yaml --wait --idempotency-key k");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("COMMAND_ID_REUSED", "with a new --idempotency-key");
    }

    @Test
    void bearsACatalogThatIsAwayWhileItLooksAtThePolicy() {
        services.on(EVENTS, 200, DEFINED).on("GET " + NIGHTLY, 503, "{}").on("GET " + NIGHTLY, 200, SENT);

        assertThat(shell.type("policy apply -f nightly.yaml --wait").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"401, 5", "500, 1"})
    void doesNotWaitForACatalogThatWillNotTell(int status, int exitCode) {
        services.on(EVENTS, 200, "{\"items\": []}").on("GET " + NIGHTLY, status, "{\"title\": \"Not for you\"}");

        Result result = shell.clock(secondsPerRequest(1)).type("policy apply -f nightly.yaml --wait");

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.err()).contains("Not for you");
    }

    @Test
    void endsAsRefusedWithTheReasonOfTheScheduler() {
        services.on(EVENTS, 200, """
                {"items": [{"type": "CommandRejected",
                  "detail": "DefinePolicy refused, INVALID_REQUEST: would be one more than the 200 a project may have"}]}""");

        Result result = shell.type("policy apply -f nightly.yaml --wait");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("one more than the 200");
        assertThat(shell.type("policy apply -f nightly.yaml --wait -o json").out())
                .contains("\"outcome\"", "\"refused\"");
    }

    @Test
    void doesNotWaitForASchedulerForEver() {
        services.on(EVENTS, 200, "{\"items\": []}").on("GET " + NIGHTLY, 200, OTHER);

        assertThat(shell.clock(secondsPerRequest(1))
                        .type("policy apply -f nightly.yaml --wait --timeout 9s")
                        .exitCode())
                .isEqualTo(7);
    }

    private InstantSource secondsPerRequest(int seconds) {
        return () ->
                Instant.EPOCH.plusSeconds((long) seconds * services.requests().size());
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("id: a\n---\nid: b", "odd.yaml holds more than one document"),
                Arguments.of("id: a\nbackup: {}\nbackup: {}", "odd.yaml says a field twice (line 3)"),
                Arguments.of("{\"id\": \"a\", \"id\": \"b\"}", "odd.yaml says a field twice (line 1)"),
                Arguments.of("id: [", "odd.yaml is neither JSON nor YAML"),
                Arguments.of("- id: a", "odd.yaml does not hold one object"),
                Arguments.of("backup: {}", "odd.yaml has no id"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void refusesAFileOfWhichAPartWouldBeLeftOut(String text, String reason) throws IOException {
        Files.writeString(directory.resolve("odd.yaml"), text);

        Result result = shell.type("policy apply -f odd.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(reason);
        assertThat(services.requests()).isEmpty();
    }
}
