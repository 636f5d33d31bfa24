package io.lc2.backup.domain.request;

import io.lc2.backup.domain.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Collects what is wrong with one request; the checks here know nothing of backups. */
final class Inspection {

    /** More would not help anybody, and an answer must not grow with what was sent. */
    private static final int MOST_VIOLATIONS = 50;

    /** A request travels in every event that carries its plan, and a Kafka record is at most 1 MiB by default. */
    private static final int LONGEST_REQUEST = 256 * 1024;

    private static final Pattern CONFIGURED_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final List<Violation> violations = new ArrayList<>();
    private long bytes;

    void refuse(String field, String message) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(field, message));
        }
    }

    void refuseIf(boolean wrong, String field, String message) {
        if (wrong) {
            refuse(field, message);
        }
    }

    void within(String field, long value, long least, long most) {
        refuseIf(value < least || value > most, field, "must be between " + least + " and " + most);
    }

    void label(String field, String text) {
        refuseIf(!Names.isLabel(text), field, "must be 1-63 lower-case letters, digits or inner hyphens");
    }

    void configuredName(String field, String text) {
        refuseIf(
                !CONFIGURED_NAME.matcher(text).matches(),
                field,
                "must be the name of a configured server or store: 1-63 letters, digits, dots, underscores or hyphens,"
                        + " never an address or a credential");
    }

    /** A single line of at most so many bytes in UTF-8; may be empty. */
    void line(String field, String text, int longest) {
        text(field, text, longest, "");
    }

    /** A single line that says something. */
    void requiredLine(String field, String text, int longest) {
        refuseIf(text.isBlank(), field, "must not be blank");
        line(field, text, longest);
    }

    /** Text that may have line breaks and tabs. */
    void paragraph(String field, String text, int longest) {
        text(field, text, longest, "\r\n\t");
    }

    /** Free text of at most so many characters, whatever the script. */
    void note(String field, String text, int longest) {
        paragraph(field, text, Integer.MAX_VALUE);
        refuseIf(text.length() > longest, field, "must have at most " + longest + " characters");
    }

    /** A list of at most so many different entries, each of which passes the rule. */
    void distinct(String field, Collection<String> entries, int most, BiConsumer<String, String> rule) {
        each(field, entries, most, rule);
        refuseIf(new HashSet<>(entries).size() < entries.size(), field, "names an entry twice");
    }

    /** A list of at most so many entries; a longer one is refused as a whole, unread. */
    <T> void each(String field, Collection<T> entries, int most, BiConsumer<String, T> rule) {
        if (entries.size() > most) {
            refuse(field, "must have at most " + most + " entries");
            return;
        }
        int index = 0;
        for (T entry : entries) {
            rule.accept(field + "[" + index + "]", entry);
            index++;
        }
    }

    /** Everything found, in the order of the fields. */
    List<Violation> violations() {
        if (bytes > LONGEST_REQUEST) {
            refuse("", "all texts together must have at most " + LONGEST_REQUEST + " bytes");
        }
        return List.copyOf(violations);
    }

    private void text(String field, String text, int longest, String allowedControls) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        bytes += size;
        refuseIf(size > longest, field, "must have at most " + longest + " bytes in UTF-8");
        refuseIf(
                text.chars().anyMatch(c -> Character.isISOControl(c) && allowedControls.indexOf(c) < 0),
                field,
                "must not contain control characters");
        refuseIf(
                text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE),
                field,
                "must be well-formed Unicode");
    }
}
