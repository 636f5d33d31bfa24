package io.lc2.backup.messaging.headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record say, as CloudEvents 1.0 in binary mode.
 *
 * @param id unique within the source; the same id again is the same event
 * @param type full name of the record type
 * @param source who wrote it, a URI reference such as {@code /lc2/executor-local}
 * @param time when it happened, null when the producer does not say
 * @param subject what it is about, such as a backup id; null when nothing in particular
 * @param trace the trace it belongs to; null when none, or when the header was not valid
 * @param provider the provider it is for; null when it is for everybody
 */
public record CloudEventHeaders(
        String id,
        String type,
        String source,
        @Nullable Instant time,
        @Nullable String subject,
        @Nullable TraceParent trace,
        @Nullable String provider) {

    private static final String SPEC_VERSION = "1.0";

    // Identifiers end up in logs, keys and database columns: none of ours comes near this.
    private static final int LONGEST_VALUE = 2_048;

    public CloudEventHeaders {
        requireText(HeaderNames.ID, id);
        requireText(HeaderNames.TYPE, type);
        requireText(HeaderNames.SOURCE, source);
    }

    /** Puts these headers in place of those of the same names; others stay. */
    public void writeTo(Headers headers) {
        put(headers, HeaderNames.SPEC_VERSION, SPEC_VERSION);
        put(headers, HeaderNames.ID, id);
        put(headers, HeaderNames.TYPE, type);
        put(headers, HeaderNames.SOURCE, source);
        put(headers, HeaderNames.TIME, time == null ? null : time.toString());
        put(headers, HeaderNames.SUBJECT, subject);
        put(headers, HeaderNames.TRACEPARENT, trace == null ? null : trace.value());
        put(headers, HeaderNames.PROVIDER, provider);
    }

    /**
     * Reads the headers of a record; the last of several of the same name counts.
     *
     * @throws InvalidHeadersException when a required one is missing or one has a wrong value; a wrong {@code traceparent} is left out
     */
    public static CloudEventHeaders readFrom(Headers headers) {
        String version = required(headers, HeaderNames.SPEC_VERSION);
        if (!version.equals(SPEC_VERSION)) {
            throw new InvalidHeadersException(HeaderNames.SPEC_VERSION, "is not " + SPEC_VERSION);
        }
        String time = text(headers, HeaderNames.TIME);
        String trace = text(headers, HeaderNames.TRACEPARENT);
        return new CloudEventHeaders(
                required(headers, HeaderNames.ID),
                required(headers, HeaderNames.TYPE),
                required(headers, HeaderNames.SOURCE),
                time == null ? null : instant(time),
                text(headers, HeaderNames.SUBJECT),
                trace == null ? null : TraceParent.parse(trace).orElse(null),
                text(headers, HeaderNames.PROVIDER));
    }

    /** Only the provider, for skipping foreign records at the price of one look-up; empty when the record is for everybody. */
    public static Optional<String> providerOf(Headers headers) {
        return Optional.ofNullable(text(headers, HeaderNames.PROVIDER));
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null || value.isBlank()) {
            throw new InvalidHeadersException(name, "is missing or empty");
        }
        return value;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        if (header.value().length > LONGEST_VALUE) {
            throw new InvalidHeadersException(name, "has more than " + LONGEST_VALUE + " bytes");
        }
        return new String(header.value(), UTF_8);
    }

    private static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidHeadersException(HeaderNames.TIME, "is not an RFC 3339 time");
        }
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }
}
