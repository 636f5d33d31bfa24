package io.lc2.backup.commandapi.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: in each partition that is not at its end, the offset below which to go on. Opaque to callers and valid
 * only for the list it came from; the checksum is against mistakes.
 *
 * <pre>version (1 byte) · checksum (4) · per partition: number (4), offset (8)</pre>
 *
 * @param below by partition
 */
public record PageToken(SortedMap<Integer, Long> below) {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int ENTRY = Integer.BYTES + Long.BYTES;

    /** More do not fit into the line of a request. */
    private static final int MOST_PARTITIONS = 400;

    public PageToken {
        below = new TreeMap<>(below);
    }

    /**
     * The token as callers carry it.
     *
     * @param topic the list's restriction
     */
    public String text(@Nullable String topic) {
        ByteBuffer buffer =
                ByteBuffer.allocate(HEADER + below.size() * ENTRY).put(VERSION).putInt(checksum(topic));
        below.forEach((partition, offset) -> buffer.putInt(partition).putLong(offset));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /** Reads a token; empty when it is none, or one of another list. */
    public static Optional<PageToken> parse(String text, @Nullable String topic) {
        ByteBuffer buffer = decoded(text);
        int entries = (buffer.remaining() - HEADER) / ENTRY;
        if (entries < 1
                || entries > MOST_PARTITIONS
                || buffer.remaining() != HEADER + entries * ENTRY
                || buffer.get() != VERSION) {
            return Optional.empty();
        }
        int checksum = buffer.getInt();
        Map<Integer, Long> below = new TreeMap<>();
        while (buffer.hasRemaining()) {
            below.put(buffer.getInt(), buffer.getLong());
        }
        PageToken token = new PageToken(new TreeMap<>(below));
        return token.checksum(topic) == checksum && token.isOfAPlace() ? Optional.of(token) : Optional.empty();
    }

    private boolean isOfAPlace() {
        return below.firstKey() >= 0 && below.values().stream().allMatch(offset -> offset >= 0);
    }

    private static ByteBuffer decoded(String text) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private int checksum(@Nullable String topic) {
        CRC32C crc = new CRC32C();
        crc.update((below + "\n" + topic).getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
