package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.waiting.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what the scheduler answers to a policy. The scheduler says nothing about a policy that is so already, and nothing
 * about a request that it has answered before; then what the catalog shows of the policy tells, when it goes on showing it.
 */
final class PolicyWait {

    /**
     * The catalog is about a second behind the log. What it shows for this long without an answer is not what it showed
     * before a change that the scheduler knew of.
     */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final String REFUSAL = "CommandRejected";

    private final Session session;
    private final String policy;
    private final String events;
    private final String fingerprint;
    private @Nullable Answered seen;
    private Instant seenSince = Instant.MAX;

    /**
     * Asks nothing yet.
     *
     * @param accepted what the command API has said
     */
    PolicyWait(Session session, JsonNode accepted) {
        this.session = session;
        this.policy = Paths.of(
                session.project(), "policies", accepted.path("policyId").asText());
        this.events = policy + "/events"
                + Paths.query(Map.of("requestId", accepted.path("requestId").asText()));
        this.fingerprint = accepted.path("fingerprint").asText();
    }

    /**
     * The answer, and why if it is a refusal.
     *
     * @throws CliException when there is none in time
     */
    Result awaited(Duration timeout) {
        JsonNode caused = new Waiter(session.surroundings(), session.catalog(), timeout)
                .until(events, page -> isCertain(page.path("items")));
        if (seen == null) {
            throw new IllegalStateException("the wait ends with an answer or an exception");
        }
        return new Result(seen, caused.path("items").path(0).path("detail").asText());
    }

    private boolean isCertain(JsonNode caused) {
        Answered now = seen(caused);
        Instant time = session.surroundings().clock().instant();
        if (now != seen) {
            seen = now;
            seenSince = time;
        }
        return switch (now) {
            case null -> false;
            case CHANGED, REFUSED -> true;
            case UNCHANGED, OTHERWISE -> !time.isBefore(seenSince.plus(SETTLING));
        };
    }

    /** Null while nothing can be said. What a request has caused is there no later than the policy shows it. */
    private @Nullable Answered seen(JsonNode caused) {
        boolean none = caused.isEmpty();
        if (!none && caused.get(0).path("type").asText().equals(REFUSAL)) {
            return Answered.REFUSED;
        }
        Optional<String> shown = shown();
        if (shown.isEmpty()) {
            return null;
        }
        boolean same = shown.get().equals(fingerprint);
        if (none) {
            return same ? Answered.UNCHANGED : null;
        }
        return same ? Answered.CHANGED : Answered.OTHERWISE;
    }

    /** The fingerprint the catalog shows, the empty one when there is no such policy; empty while the catalog is away. */
    private Optional<String> shown() {
        try {
            return Optional.of(session.catalog()
                    .call(Call.get(policy))
                    .body()
                    .path("fingerprint")
                    .asText());
        } catch (CliException e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.of("");
            }
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * What has become of the policy.
     *
     * @param reason why it was refused, in the words of the scheduler
     */
    record Result(Answered answered, String reason) {}
}
