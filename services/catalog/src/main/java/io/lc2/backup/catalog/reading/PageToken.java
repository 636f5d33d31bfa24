package io.lc2.backup.catalog.reading;

import io.lc2.backup.domain.Names;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where a page ended, as callers carry it: opaque, and valid only for the question it was an answer to. The checksum is
 * against mistakes; there is nothing to forge, since project and filters are applied anew to every page.
 *
 * <pre>version (1 byte) · checksum (4) · requested at, milliseconds (8) · id</pre>
 *
 * @param requestedAt of the last item
 * @param id of the last item
 */
record PageToken(Instant requestedAt, String id) {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES + Long.BYTES;
    private static final int LONGEST_ID = 63;
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * The token of a page.
     *
     * @param question names the question: token and question belong together
     */
    String text(String question) {
        byte[] idBytes = id.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + idBytes.length)
                .put(VERSION)
                .putInt(checksum(question))
                .putLong(requestedAt.toEpochMilli())
                .put(idBytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /**
     * The place a token names.
     *
     * @throws InvalidQueryException when it is no token, or one of another question
     */
    static PageToken parse(String text, String question) {
        ByteBuffer buffer = decode(text);
        if (buffer.remaining() <= HEADER || buffer.remaining() > HEADER + LONGEST_ID || buffer.get() != VERSION) {
            throw invalid();
        }
        int checksum = buffer.getInt();
        long millis = buffer.getLong();
        byte[] idBytes = new byte[buffer.remaining()];
        buffer.get(idBytes);
        PageToken token = new PageToken(Instant.ofEpochMilli(millis), new String(idBytes, StandardCharsets.US_ASCII));
        if (token.checksum(question) != checksum || !token.isOfARow()) {
            throw invalid();
        }
        return token;
    }

    private static ByteBuffer decode(String text) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The checksum can be made by anybody; PostgreSQL must not have to refuse what no row can have. */
    private boolean isOfARow() {
        return Names.isLabel(id) && !requestedAt.isBefore(FIRST_TIME) && !requestedAt.isAfter(LAST_TIME);
    }

    private int checksum(String question) {
        CRC32C crc = new CRC32C();
        crc.update((question + '\n' + requestedAt.toEpochMilli() + '\n' + id).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static InvalidQueryException invalid() {
        return new InvalidQueryException(
                "pageToken", "is not one that an answer to the same question gave; begin without it");
    }
}
