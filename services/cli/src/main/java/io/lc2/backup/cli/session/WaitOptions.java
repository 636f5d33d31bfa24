package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.waiting.Waiter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of verbs that can wait for the end of what they ask for. */
public final class WaitOptions {

    @Option(names = "--wait", description = "Wait until it has ended, and show how far it is.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "12h",
            converter = Time.class,
            description = "How long to wait at most, for example 90s, 30m or 2h (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofHours(12);

    /** Whether to wait. */
    public boolean isWanted() {
        return wait;
    }

    /** The final state of what is at this address of the catalog. */
    public JsonNode untilEnded(Session session, String path, @Nullable String progressPath) {
        return waiter(session).untilEnded(path, progressPath);
    }

    /** The first state of what is at this address of the catalog that meets the condition. */
    public JsonNode until(Session session, String path, Predicate<JsonNode> end) {
        return waiter(session).until(path, end);
    }

    private Waiter waiter(Session session) {
        return new Waiter(session.surroundings(), session.catalog(), timeout);
    }

    /** Reads {@code 90s}, {@code 30m}, {@code 2h}. */
    public static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
                throw new TypeConversionException("must be a number and s, m or h, for example 30m");
            }
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
    }
}
