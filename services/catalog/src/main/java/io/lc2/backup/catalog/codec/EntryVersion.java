package io.lc2.backup.catalog.codec;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Which of two states of an entry is the newer one: the offset in backup-events of the last event in it. Everything of a
 * project is in one partition, so it grows with every change; it is the same after every replay, unlike the offset in
 * backup-catalog. It travels as a header, because it says where the entry is from and not what it is.
 *
 * @param value the offset; -1 as long as there is only the command
 */
public record EntryVersion(long value) {

    /** Nothing has happened yet: any event makes a newer state. */
    public static final EntryVersion ASKED = new EntryVersion(-1);

    private static final String HEADER = "lc2_event_offset";

    /** Puts this version into the headers of a record of backup-catalog. */
    public void writeTo(Headers headers) {
        headers.remove(HEADER)
                .add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /**
     * The version in the headers of a record of backup-catalog.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static EntryVersion of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length != Long.BYTES) {
            throw new IllegalArgumentException("header " + HEADER + " is missing or damaged");
        }
        return new EntryVersion(ByteBuffer.wrap(header.value()).getLong());
    }
}
