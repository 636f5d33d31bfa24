package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory all uploads of a store share. Whoever needs a buffer waits for room; nobody who waits holds one that is not on
 * its way to the server, so the wait always ends. Buffers of the usual size are used again.
 */
final class PartBuffers {

    /** Room is counted in pieces of this size. */
    private static final int UNIT = 64 * 1024;

    private final int usualSize;
    private final int units;
    private final Semaphore room;
    private final Duration longestWait;
    private final Deque<byte[]> spare = new ArrayDeque<>();

    PartBuffers(long bytes, int usualSize, Duration longestWait) {
        this.usualSize = usualSize;
        this.units = Math.toIntExact(bytes / UNIT);
        this.room = new Semaphore(units, true);
        this.longestWait = longestWait;
    }

    /** A buffer of at least that size, once there is room. */
    byte[] take(int size) {
        try {
            if (!room.tryAcquire(unitsOf(size), longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TransientProviderException(
                        FailureCode.THROTTLED,
                        "uploads got no buffer within " + longestWait.toSeconds() + " s",
                        "It is tried again; lower maxConcurrency, or give the store more buffer memory.",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        }
        if (size == usualSize) {
            synchronized (spare) {
                byte[] used = spare.poll();
                if (used != null) {
                    return used;
                }
            }
        }
        return new byte[size];
    }

    void giveBack(byte[] buffer) {
        if (buffer.length == usualSize) {
            synchronized (spare) {
                spare.push(buffer);
            }
        }
        room.release(unitsOf(buffer.length));
    }

    private int unitsOf(int size) {
        return Math.min(units, Math.max(1, (size + UNIT - 1) / UNIT));
    }
}
