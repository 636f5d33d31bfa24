package io.lc2.backup.local.postgres.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The numbers and texts of which an archive is made, read through one buffer. Nothing is ever allocated by a length that the
 * archive claims, only by what has arrived.
 */
final class ArchiveInput {

    private static final int BUFFER = 1 << 18;
    /** Names and kinds; the longest real ones are signatures of functions with a hundred arguments. */
    private static final int LONGEST_TEXT = 1 << 16;

    private static final int INT_BYTES = 4;

    private final InputStream source;
    private final ArchiveListener listener;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int forwarded;
    private boolean inHead = true;
    private long before;

    ArchiveInput(InputStream source, ArchiveListener listener) {
        this.source = source;
        this.listener = listener;
    }

    /** Bytes consumed so far. */
    long position() {
        return before + position;
    }

    /** The head ends here; what follows is no longer forwarded. */
    void endHead() throws IOException {
        forward();
        inHead = false;
    }

    /** A byte, or -1 at the end. */
    int byteOrEnd() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    int byteNow() throws IOException {
        int value = byteOrEnd();
        if (value < 0) {
            throw truncated();
        }
        return value;
    }

    /** A number as the archive writes it: sign, then four bytes, lowest first. */
    int number() throws IOException {
        int negative = byteNow();
        if (negative > 1) {
            throw malformed("a sign is " + negative);
        }
        long magnitude = 0;
        for (int shift = 0; shift < INT_BYTES * Byte.SIZE; shift += Byte.SIZE) {
            magnitude |= (long) byteNow() << shift;
        }
        // An object id above 2^31 was written as the negative number of the same bits.
        return (int) (negative == 1 ? -magnitude : magnitude);
    }

    int length() throws IOException {
        int length = number();
        if (length < 0) {
            throw malformed("a length is " + length);
        }
        return length;
    }

    /** A text, or null when the archive says there is none. */
    @Nullable String text() throws IOException {
        int length = number();
        if (length < 0) {
            return null;
        }
        if (length > LONGEST_TEXT) {
            throw malformed("a name is " + length + " bytes long");
        }
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            int count = available(length - done);
            System.arraycopy(buffer, position, bytes, done, count);
            position += count;
            done += count;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String textOrEmpty() throws IOException {
        String text = text();
        return text == null ? "" : text;
    }

    /** Passes over a text of any length. */
    void skipText() throws IOException {
        int length = number();
        if (length > 0) {
            skip(length);
        }
    }

    void skip(int length) throws IOException {
        int left = length;
        while (left > 0) {
            int count = available(left);
            position += count;
            left -= count;
        }
    }

    /** Passes over a chunk of rows, counting them. */
    void countLines(int length, Lines lines) throws IOException {
        int left = length;
        while (left > 0) {
            int count = available(left);
            lines.add(buffer, position, count);
            position += count;
            left -= count;
        }
    }

    MalformedArchiveException malformed(String what) {
        return new MalformedArchiveException("not a PostgreSQL archive: " + what + " before byte " + position());
    }

    private int available(int wanted) throws IOException {
        if (position == limit && !fill()) {
            throw truncated();
        }
        return Math.min(wanted, limit - position);
    }

    private MalformedArchiveException truncated() {
        return new MalformedArchiveException("the archive is truncated: it ends after " + position() + " bytes");
    }

    private boolean fill() throws IOException {
        if (inHead) {
            forward();
        }
        before += limit;
        position = 0;
        limit = 0;
        forwarded = 0;
        int count = source.read(buffer, 0, buffer.length);
        if (count <= 0) {
            return false;
        }
        limit = count;
        return true;
    }

    private void forward() throws IOException {
        if (position > forwarded) {
            listener.head(buffer, forwarded, position - forwarded);
            forwarded = position;
        }
    }
}
