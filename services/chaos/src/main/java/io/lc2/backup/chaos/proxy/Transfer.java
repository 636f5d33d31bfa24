package io.lc2.backup.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Copies the body of one message, as its head frames it. */
final class Transfer {

    private static final int BUFFER = 16 * 1024;
    /** At this pace a body of 100 KB takes a second. */
    private static final int SLOW_BYTES_PER_SECOND = 100 * 1024;

    private final BufferedInputStream in;
    private final OutputStream out;
    private final BooleanSupplier slow;
    /** Bytes of body after which the connection breaks. */
    private final long breakAfter;

    private long passed;

    Transfer(BufferedInputStream in, OutputStream out, BooleanSupplier slow, long breakAfter) {
        this.in = in;
        this.out = out;
        this.slow = slow;
        this.breakAfter = breakAfter;
    }

    /** Copies a body of which the head says how long it is; nothing if it says nothing. */
    void body(HttpHead head) throws IOException {
        if (head.chunked()) {
            chunks();
        } else {
            exactly(Math.max(0, head.contentLength()));
        }
        out.flush();
    }

    /** Copies up to the end of the stream. */
    void rest() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            pass(buffer, read);
        }
        out.flush();
    }

    private void chunks() throws IOException {
        long size = -1;
        while (size != 0) {
            String line = line();
            size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
            exactly(size);
            if (size > 0) {
                line();
            }
        }
        String trailer = line();
        while (!trailer.isEmpty()) {
            trailer = line();
        }
    }

    private String line() throws IOException {
        String line = HttpHead.line(in);
        if (line == null) {
            throw new EOFException("a chunk is cut off");
        }
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return line;
    }

    private void exactly(long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("a body is cut off");
            }
            pass(buffer, read);
            left -= read;
        }
    }

    private void pass(byte[] buffer, int length) throws IOException {
        passed += length;
        if (passed > breakAfter) {
            out.flush();
            throw new BrokenOnPurposeException();
        }
        out.write(buffer, 0, length);
        if (slow.getAsBoolean()) {
            delay(1_000_000_000L * length / SLOW_BYTES_PER_SECOND);
        }
    }

    static void delay(long nanos) throws InterruptedIOException {
        LockSupport.parkNanos(nanos);
        if (Thread.interrupted()) {
            throw new InterruptedIOException("the proxy is closed");
        }
    }
}
