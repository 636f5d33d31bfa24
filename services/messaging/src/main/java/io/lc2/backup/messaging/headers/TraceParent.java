package io.lc2.backup.messaging.headers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A W3C trace context.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 lower-case hex digits, not all zero: the span that sent the record
 * @param sampled whether the sender records its trace
 */
public record TraceParent(String traceId, String parentId, boolean sampled) {

    // A later version may append fields after the flags; those of version 00 are the whole.
    private static final Pattern FORM = Pattern.compile(
            "(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<parent>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<more>-.*)?");
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern PARENT_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final String VERSION = "00";
    private static final String NO_VERSION = "ff";
    private static final int SAMPLED = 1;

    public TraceParent {
        if (!TRACE_ID.matcher(traceId).matches()) {
            throw new IllegalArgumentException("trace id is not 32 lower-case hex digits, or all zero");
        }
        if (!PARENT_ID.matcher(parentId).matches()) {
            throw new IllegalArgumentException("parent id is not 16 lower-case hex digits, or all zero");
        }
    }

    /** Reads the header's value; empty when it is not valid, since the standard says to go on with a new trace then. */
    public static Optional<TraceParent> parse(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches() || !knownVersion(form)) {
            return Optional.empty();
        }
        String traceId = form.group("trace");
        String parentId = form.group("parent");
        if (!TRACE_ID.matcher(traceId).matches() || !PARENT_ID.matcher(parentId).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(form.group("flags"), 16) & SAMPLED) != 0;
        return Optional.of(new TraceParent(traceId, parentId, sampled));
    }

    /** The header's value, in version 00. */
    public String value() {
        return "%s-%s-%s-%s".formatted(VERSION, traceId, parentId, sampled ? "01" : "00");
    }

    private static boolean knownVersion(Matcher form) {
        return switch (form.group("version")) {
            case VERSION -> form.group("more") == null;
            case NO_VERSION -> false;
            default -> true;
        };
    }
}
