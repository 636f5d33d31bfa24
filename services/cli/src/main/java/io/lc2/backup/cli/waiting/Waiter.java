package io.lc2.backup.cli.waiting;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.ProgressStream;
import io.lc2.backup.cli.http.Service;
import io.lc2.backup.cli.output.ProgressLine;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.process.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits until an operation has ended: by the stream of its progress, and by asking every few seconds where there is no stream or it
 * is silent. A catalog that is away for a while is waited for.
 */
public final class Waiter {

    private static final Set<String> ENDED = Set.of("Completed", "Failed", "Cancelled");
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(20);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private final Surroundings surroundings;
    private final Service catalog;
    private final Duration timeout;

    /**
     * Waits with a bound.
     *
     * @param surroundings where progress is shown, and how often to ask when nobody tells
     * @param catalog who knows
     * @param timeout how long at most
     */
    public Waiter(Surroundings surroundings, Service catalog, Duration timeout) {
        this.surroundings = surroundings;
        this.catalog = catalog;
        this.timeout = timeout;
    }

    /** Whether a state is final. */
    public static boolean hasEnded(JsonNode details) {
        return ENDED.contains(details.path("status").asText());
    }

    /** How a command ends whose operation has ended. A request that was refused never had a version. */
    public static ExitCode exitCode(JsonNode details) {
        String status = details.path("status").asText();
        if (status.equals("Completed")) {
            return ExitCode.OK;
        }
        boolean refused = status.equals("Failed") && details.path("version").asLong(1) == 0;
        return refused ? ExitCode.REFUSED : ExitCode.OPERATION_FAILED;
    }

    /**
     * The final state of what is at this address of the catalog.
     *
     * @param path address of the details
     * @param progressPath address of its stream; null when it has none
     * @throws CliException when the time is over or the catalog is away for long
     */
    public JsonNode untilEnded(String path, @Nullable String progressPath) {
        return until(path, progressPath, Waiter::hasEnded);
    }

    /** The first state of what is at this address that meets the condition; it is asked for again and again. */
    public JsonNode until(String path, Predicate<JsonNode> end) {
        return until(path, null, end);
    }

    private JsonNode until(String path, @Nullable String progressPath, Predicate<JsonNode> end) {
        Instant deadline = surroundings.clock().instant().plus(timeout);
        ProgressLine line = new ProgressLine(surroundings);
        try {
            JsonNode details = ask(Call.get(path).waiting(min(UNTIL_KNOWN, timeout)));
            line.show(details);
            if (progressPath != null && !end.test(details)) {
                details = follow(details, progressPath, line, deadline);
            }
            return poll(details, path, line, new Goal(end, deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "Interrupted; the operation goes on", "");
        } finally {
            line.end();
        }
    }

    /** Shows what the stream tells until it ends; what comes then is asked for. */
    private JsonNode follow(JsonNode first, String path, ProgressLine line, Instant deadline)
            throws InterruptedException {
        JsonNode details = first;
        try (ProgressStream stream = new ProgressStream(catalog.stream(Call.get(path)))) {
            while (!hasEnded(details) && stream.isOpen() && before(deadline)) {
                Optional<JsonNode> next = stream.next(surroundings.interval());
                details = next.orElse(details);
                line.show(details);
            }
        } catch (CliException | IOException e) {
            // No stream: asking does as well.
            return details;
        }
        return details;
    }

    private JsonNode poll(JsonNode first, String path, ProgressLine line, Goal goal) throws InterruptedException {
        JsonNode details = first;
        while (!goal.end().test(details)) {
            if (!before(goal.deadline())) {
                throw new CliException(
                        ExitCode.TIMEOUT,
                        "Not ended within " + timeout.toSeconds() + " s; it goes on",
                        "Wait longer with --timeout.");
            }
            pause();
            details = ask(Call.get(path));
            line.show(details);
        }
        return details;
    }

    private JsonNode ask(Call call) throws InterruptedException {
        Instant outageEnds = surroundings.clock().instant().plus(min(OUTAGE, timeout));
        while (true) {
            try {
                return catalog.call(call).body();
            } catch (CliException e) {
                if (e.exitCode() != ExitCode.UNREACHABLE || !before(outageEnds)) {
                    throw e;
                }
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        Thread.currentThread().join(surroundings.interval());
    }

    private boolean before(Instant instant) {
        return surroundings.clock().instant().isBefore(instant);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private record Goal(Predicate<JsonNode> end, Instant deadline) {}
}
