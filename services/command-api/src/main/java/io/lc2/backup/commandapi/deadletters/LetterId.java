package io.lc2.backup.commandapi.deadletters;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one dead letter by its place on the topic of dead letters.
 *
 * @param partition its partition, which is that of the record it holds
 * @param offset its offset there
 */
public record LetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})-(\\d{1,18})");

    /** Reads {@code partition-offset}; empty when it is not of that form. */
    public static Optional<LetterId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new LetterId(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
