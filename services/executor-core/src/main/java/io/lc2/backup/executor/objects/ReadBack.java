package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectHead;
import java.io.IOException;
import java.security.MessageDigest;

/** Reads objects, whole or in their beginning and end when they are huge, and hashes what comes. */
final class ReadBack {

    /** Larger objects are sampled by their ends: a sample must not take longer than the copy did. */
    static final long LONGEST = 256L * 1024 * 1024;

    private static final long END = 16L * 1024 * 1024;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Calls calls;

    ReadBack(Calls calls) {
        this.calls = calls;
    }

    /** Whether {@link #read} reads all of an object of this size. */
    static boolean isWhole(long bytes) {
        return bytes <= LONGEST;
    }

    /**
     * Reads an object.
     *
     * @return what came along with it, and the checksum of what was read
     */
    Result read(Place place, String key, long bytes) {
        if (isWhole(bytes)) {
            return readAll(place, key, Hashes.sha256());
        }
        return calls.attempts().call(key, () -> {
            MessageDigest digest = Hashes.sha256();
            readRange(place, key, 0, digest);
            ObjectHead head = readRange(place, key, bytes - END, digest);
            return new Result(head, Hashes.hex(digest.digest()), head.entry().bytes());
        });
    }

    /**
     * Reads every byte of an object.
     *
     * @param digest gives the checksum
     */
    Result readAll(Place place, String key, MessageDigest digest) {
        try (ResumingRead in = new ResumingRead(place.store(), place.bucket(), key, calls)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long count = 0;
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                calls.halt().check();
                digest.update(buffer, 0, n);
                count += n;
            }
            return new Result(in.head(), Hashes.hex(digest.digest()), count);
        }
    }

    private ObjectHead readRange(Place place, String key, long from, MessageDigest digest) {
        try (ObjectContent in = place.store().read(place.bucket(), key, from, END)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                calls.halt().check();
                digest.update(buffer, 0, n);
            }
            return in.head();
        } catch (IOException e) {
            throw Breaks.connection(place.bucket() + "/" + key, e);
        }
    }

    /**
     * What was read.
     *
     * @param head the object
     * @param checksum lower-case hexadecimal checksum of what was read, SHA-256 unless another digest was given
     * @param bytes how much there is
     */
    record Result(ObjectHead head, String checksum, long bytes) {}
}
