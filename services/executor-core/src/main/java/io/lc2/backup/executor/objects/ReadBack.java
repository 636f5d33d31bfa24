package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectStore;
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

    /** What is there under a key. */
    static Range whatIsThere(Place place, String key) {
        return (from, length) -> place.store().read(place.bucket(), key, from, length);
    }

    /**
     * Reads an object.
     *
     * @return what came along with it, and the checksum of what was read
     */
    Result read(Place place, String key, long bytes) {
        return read(place.bucket() + "/" + key, whatIsThere(place, key), bytes);
    }

    /**
     * Reads an object.
     *
     * @param name what it is called in failures
     * @param object opens it
     * @param bytes its size
     */
    Result read(String name, Range object, long bytes) {
        if (isWhole(bytes)) {
            return readAll(name, object, Hashes.sha256());
        }
        return calls.attempts().call(name, () -> {
            MessageDigest digest = Hashes.sha256();
            readRange(name, object, 0, digest);
            ObjectHead head = readRange(name, object, bytes - END, digest);
            return new Result(head, Hashes.hex(digest.digest()), head.entry().bytes());
        });
    }

    /**
     * Reads every byte of an object.
     *
     * @param digest gives the checksum
     */
    Result readAll(Place place, String key, MessageDigest digest) {
        return readAll(place.bucket() + "/" + key, whatIsThere(place, key), digest);
    }

    private Result readAll(String name, Range object, MessageDigest digest) {
        try (ResumingRead in = new ResumingRead(name, from -> object.open(from, -1), calls)) {
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

    private ObjectHead readRange(String name, Range object, long from, MessageDigest digest) {
        try (ObjectContent in = object.open(from, END)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                calls.halt().check();
                digest.update(buffer, 0, n);
            }
            return in.head();
        } catch (IOException e) {
            throw Breaks.connection(name, e);
        }
    }

    /** An object of which ranges can be read. */
    interface Range {

        /** Opens one, as {@link ObjectStore#read} has it. */
        ObjectContent open(long from, long length);
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
