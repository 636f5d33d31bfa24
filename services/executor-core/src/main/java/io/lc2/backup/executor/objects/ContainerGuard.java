package io.lc2.backup.executor.objects;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Follows the framing of an Avro container while it is read, and stops at a length that none of ours has. Avro allocates
 * what a length says before it reads on, up to 2 GB: one flipped bit would end the process instead of the step.
 *
 * <pre>magic (4) · map of metadata · separator (16) · blocks: objects, bytes, content, separator (16)</pre>
 */
public final class ContainerGuard extends FilterInputStream {

    /** Blocks are written with at most 256 KiB and one entry more; a key has 1 KiB, user metadata 2 KiB. */
    private static final long LARGEST_BLOCK = 16L * 1024 * 1024;

    /** Names and values of the metadata; the schema is the longest. */
    private static final long LARGEST_TEXT = 1024L * 1024;

    private static final int MAGIC = 4;
    private static final int SEPARATOR = 16;
    private static final int LAST_BITS = 63;

    /** What comes next. */
    private enum Part {
        ENTRIES,
        ENTRIES_BYTES,
        KEY,
        VALUE,
        OBJECTS,
        BLOCK
    }

    private Part part = Part.ENTRIES;
    private long skip = MAGIC;
    private long entries;
    private long number;
    private int shift;

    /** Follows what is read from the given bytes; closes them when it is closed. */
    public ContainerGuard(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            accept((byte) b);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        int at = 0;
        while (at < count) {
            if (skip > 0) {
                long passed = Math.min(skip, count - at);
                skip -= passed;
                at += (int) passed;
            } else {
                accept(buffer[offset + at]);
                at++;
            }
        }
        return count;
    }

    private void accept(byte b) throws IOException {
        if (skip > 0) {
            skip--;
            return;
        }
        if (shift > LAST_BITS) {
            throw new IOException("it holds a number without an end");
        }
        number |= (b & 0x7fL) << shift;
        shift += 7;
        if (b >= 0) {
            long value = (number >>> 1) ^ -(number & 1);
            number = 0;
            shift = 0;
            next(value);
        }
    }

    private void next(long value) throws IOException {
        switch (part) {
            case ENTRIES -> {
                entries = Math.abs(value);
                skip = value == 0 ? SEPARATOR : 0;
                part = value == 0 ? Part.OBJECTS : value < 0 ? Part.ENTRIES_BYTES : Part.KEY;
            }
            case ENTRIES_BYTES -> part = Part.KEY;
            case KEY -> {
                skip = within(value, LARGEST_TEXT);
                part = Part.VALUE;
            }
            case VALUE -> {
                skip = within(value, LARGEST_TEXT);
                entries--;
                part = entries > 0 ? Part.KEY : Part.ENTRIES;
            }
            case OBJECTS -> part = Part.BLOCK;
            case BLOCK -> {
                skip = within(value, LARGEST_BLOCK) + SEPARATOR;
                part = Part.OBJECTS;
            }
        }
    }

    private static long within(long length, long most) throws IOException {
        if (length < 0 || length > most) {
            throw new IOException("it holds a length of " + length + " bytes");
        }
        return length;
    }
}
