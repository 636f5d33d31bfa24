package io.lc2.backup.executor.artifacts;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of known size and goes on where it was when the connection breaks, as it does when the reader is slow: a
 * restore that builds an index may not read for an hour.
 */
final class ResumingInputStream extends InputStream {

    /** Breaks in a row without a single byte between them. */
    private static final int PATIENCE = 5;

    private final ObjectStore store;
    private final String bucket;
    private final String key;
    private final long size;
    private @Nullable InputStream current;
    private long position;
    private int fruitless;

    ResumingInputStream(ObjectStore store, String bucket, String key, long size) {
        this.store = store;
        this.bucket = bucket;
        this.key = key;
        this.size = size;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (position < size) {
            try {
                int count = attempt(bytes, offset, length);
                position += count;
                fruitless = 0;
                return count;
            } catch (IOException | TransientProviderException e) {
                giveUpOrGoOn(e);
            }
        }
        return -1;
    }

    private int attempt(byte[] bytes, int offset, int length) throws IOException {
        InputStream open = current;
        if (open == null) {
            open = store.read(bucket, key, position, size - position);
            current = open;
        }
        int count = open.read(bytes, offset, (int) Math.min(length, size - position));
        if (count < 0) {
            throw new EOFException("the connection ended " + (size - position) + " bytes early");
        }
        return count;
    }

    private void giveUpOrGoOn(Exception broken) {
        close();
        fruitless++;
        if (fruitless > PATIENCE) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "Reading " + bucket + "/" + key + " broke " + fruitless + " times at byte " + position + " of "
                            + size + ": " + broken.getMessage(),
                    "Check the object storage; the step is tried again.",
                    broken);
        }
    }

    @Override
    public void close() {
        InputStream open = current;
        current = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // What a broken connection says when it is closed tells nothing new.
            }
        }
    }
}
