package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.waiting.Waiter;
import java.time.Duration;
import java.util.Map;

/**
 * What the scheduler has answered to a policy. It says nothing about a policy that is so already: then the catalog has the
 * policy as it was sent, and nothing that the request has caused.
 */
enum Answered {
    CHANGED("changed", "Policy %s is now as %s says."),
    UNCHANGED("unchanged", "Policy %s was as %s says already."),
    REFUSED("refused", "Policy %s is not as %s says.");

    private static final String REFUSAL = "CommandRejected";

    private final String outcome;
    private final String text;

    Answered(String outcome, String text) {
        this.outcome = outcome;
        this.text = text;
    }

    /** For people. */
    String text(String policy, String file) {
        return text.formatted(policy, file);
    }

    /**
     * Waits for the answer and adds it, as {@code outcome}, to what the command API has said.
     *
     * @param accepted that
     * @throws CliException when there is none in time, and when it is a refusal
     */
    static Answered awaited(Session session, ObjectNode accepted, Duration timeout) {
        String policy = Paths.of(
                session.project(), "policies", accepted.path("policyId").asText());
        String events = policy + "/events"
                + Paths.query(Map.of("requestId", accepted.path("requestId").asText()));
        String fingerprint = accepted.path("fingerprint").asText();
        JsonNode caused = new Waiter(session.surroundings(), session.catalog(), timeout)
                .until(events, page -> !page.path("items").isEmpty() || is(session, policy, fingerprint));
        if (caused.path("items").isEmpty()) {
            // What the request has caused is there before the policy shows it, so it would be seen now.
            caused = session.catalog().call(Call.get(events)).body();
        }
        Answered answered = of(caused.path("items"));
        accepted.put("outcome", answered.outcome);
        if (answered == REFUSED) {
            throw new CliException(
                    ExitCode.REFUSED,
                    caused.path("items").get(0).path("detail").asText(),
                    "Correct the file and apply it again.");
        }
        return answered;
    }

    private static Answered of(JsonNode caused) {
        if (caused.isEmpty()) {
            return UNCHANGED;
        }
        return caused.get(0).path("type").asText().equals(REFUSAL) ? REFUSED : CHANGED;
    }

    private static boolean is(Session session, String policy, String fingerprint) {
        try {
            return session.catalog()
                    .call(Call.get(policy))
                    .body()
                    .path("fingerprint")
                    .asText()
                    .equals(fingerprint);
        } catch (CliException e) {
            // It is not there yet, or the catalog is away: asked again.
            return false;
        }
    }
}
