package io.lc2.backup.commandapi.deadletters;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its payload, of which only a harmless part is told.
 *
 * @param id where it lies
 * @param topic where the record was read
 * @param partition where the record was read
 * @param offset where the record was read
 * @param reason what is wrong with it
 * @param exception class of the exception that said so
 * @param setAsideAt when
 * @param key key of the record as {@link Preview} shows it; null when it had none
 * @param bytes size of what is kept of the value
 * @param cut what was cut off because it is too large; null when the letter holds the whole record
 * @param value beginning of the value as {@link Preview} shows it
 * @param headers headers of the record
 */
public record Letter(
        LetterId id,
        String topic,
        int partition,
        long offset,
        String reason,
        String exception,
        Instant setAsideAt,
        @Nullable String key,
        int bytes,
        @Nullable String cut,
        String value,
        List<LetterHeader> headers) {

    /** A header of the record, as {@link Preview} shows it. */
    public record LetterHeader(String name, String value) {}

    public Letter {
        headers = List.copyOf(headers);
    }
}
