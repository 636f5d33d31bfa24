package io.lc2.backup.catalog.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.messaging.headers.HeaderNames;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Says on a record that a recovery wrote it, and of which record it is a copy.
 *
 * @param topicId id of the topic the record was in; empty when it is no copy but follows from rules
 * @param partition partition it was in
 * @param offset where it was there
 */
record RecoveryMark(String topicId, int partition, long offset) {

    /** Of an event that was in no log before. */
    static final RecoveryMark RULED = new RecoveryMark("", 0, 0);

    private static final String SEPARATOR = "/";

    /** Puts the mark in place of an older one. */
    void writeTo(Headers headers) {
        headers.remove(HeaderNames.RECOVERED);
        headers.add(HeaderNames.RECOVERED, (topicId + SEPARATOR + partition + SEPARATOR + offset).getBytes(UTF_8));
    }

    /** The mark of a record; empty when no recovery wrote it. */
    static Optional<RecoveryMark> of(Headers headers) {
        Header header = headers.lastHeader(HeaderNames.RECOVERED);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), UTF_8).split(SEPARATOR, -1);
        try {
            return parts.length == 3
                    ? Optional.of(new RecoveryMark(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
