package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.InvalidQueryException;
import io.lc2.backup.catalog.reading.PageRequest;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.catalog.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Reads query parameters and headers; what is wrong is told by the name of the parameter and what it may be. */
final class QueryParameters {

    /** The header that may say how long to wait. */
    static final String PREFER = "Prefer";

    /** What PostgreSQL can compare with. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int DEFAULT_PAGE = 50;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");

    private QueryParameters() {}

    static PageRequest page(@Nullable String size, @Nullable String token) {
        if (size == null || size.isEmpty()) {
            return new PageRequest(DEFAULT_PAGE, blankToNull(token));
        }
        try {
            return new PageRequest(Integer.parseInt(size), blankToNull(token));
        } catch (NumberFormatException e) {
            throw new InvalidQueryException("pageSize", "must be a number");
        }
    }

    static @Nullable String label(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!Names.isLabel(text)) {
            throw new InvalidQueryException(name, "must be 1-63 lower-case letters, digits or inner hyphens");
        }
        return text;
    }

    static <E extends Enum<E>> @Nullable E word(String name, @Nullable String text, E[] values) {
        return oneOf(name, text, values, Words::kebab);
    }

    static <E> @Nullable E oneOf(String name, @Nullable String text, E[] values, Function<E, String> names) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        List<E> all = Arrays.asList(values);
        return all.stream()
                .filter(value -> names.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidQueryException(
                        name,
                        "must be one of "
                                + String.join(", ", all.stream().map(names).toList())));
    }

    /** An instant, or a day in UTC: from its first instant on. */
    static @Nullable Instant from(@Nullable String text) {
        return time("from", text, 0);
    }

    /** An instant, or a day in UTC: the whole of it. */
    static @Nullable Instant to(@Nullable String text) {
        return time("to", text, 1);
    }

    /** The wait of RFC 7240's {@code Prefer: wait=N}, at most 30 s; zero when there is none. */
    static Duration waiting(List<String> prefer) {
        for (String header : prefer) {
            Matcher wait = WAIT.matcher(header);
            if (wait.find()) {
                Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
                return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
            }
        }
        return Duration.ZERO;
    }

    /** A good answer that says how long it would have waited. */
    static ResponseEntity.BodyBuilder applied(Duration wait) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return wait.isPositive() ? answer.header("Preference-Applied", "wait=" + wait.toSeconds()) : answer;
    }

    private static @Nullable Instant time(String name, @Nullable String text, int days) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant time = text.length() == "yyyy-MM-dd".length()
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
                throw new InvalidQueryException(name, "must be between the years 1 and 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw new InvalidQueryException(name, "must be a day (2026-11-21) or an instant (2026-11-21T10:00:00Z)");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
