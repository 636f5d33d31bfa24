package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * Reads a whole object and goes on where it was when the connection breaks, so that a large object is not read from the
 * beginning over and over. It never mixes two versions and never ends early: a stream that is too short is a broken one.
 * Failures are {@link ProviderException}s.
 */
final class ResumingRead extends InputStream {

    /** Breaks without a byte in between after which the reader gives up. */
    private static final int MOST_BREAKS = 4;

    private final String name;
    private final LongFunction<ObjectContent> from;
    private final Calls calls;
    private final ObjectHead head;
    private ObjectContent content;
    private long position;
    private int breaksInARow;

    /** Opens what is there. */
    ResumingRead(ObjectStore store, String bucket, String key, Calls calls) {
        this(bucket + "/" + key, from -> store.read(bucket, key, from, -1), calls);
    }

    /**
     * Opens something.
     *
     * @param name what it is called in failures
     * @param from opens it at a position
     */
    ResumingRead(String name, LongFunction<ObjectContent> from, Calls calls) {
        this.name = name;
        this.from = from;
        this.calls = calls;
        this.content = calls.attempts().call(name, () -> from.apply(0));
        this.head = content.head();
    }

    /** The version that is read. */
    ObjectHead head() {
        return head;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        while (true) {
            try {
                int n = content.read(buffer, offset, length);
                if (n >= 0) {
                    position += n;
                    breaksInARow = 0;
                    return n;
                }
                if (position >= head.entry().bytes()) {
                    return -1;
                }
                throw new IOException(
                        "it ended after " + position + " of " + head.entry().bytes() + " bytes");
            } catch (IOException e) {
                reopen(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            // Nothing is lost by it: what was read was read.
            return;
        }
    }

    private void reopen(IOException cause) {
        close();
        breaksInARow++;
        if (breaksInARow > MOST_BREAKS) {
            throw Breaks.connection(name, cause);
        }
        content = calls.attempts().call(name, () -> from.apply(position));
        if (!content.head().entry().etag().equals(head.entry().etag())) {
            throw new TransientProviderException(
                    FailureCode.SOURCE_CHANGED,
                    name + " changed while it was read",
                    "It is read again from the beginning.",
                    cause);
        }
    }
}
