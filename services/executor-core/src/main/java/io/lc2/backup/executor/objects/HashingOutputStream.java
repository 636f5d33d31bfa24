package io.lc2.backup.executor.objects;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what passes, and passes it on in the pieces it came in. */
final class HashingOutputStream extends FilterOutputStream {

    private final MessageDigest digest = Hashes.sha256();
    private long count;

    HashingOutputStream(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        digest.update((byte) value);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        count += length;
    }

    long count() {
        return count;
    }

    /** Checksum of all of it; nothing may be written afterwards. */
    String sha256() {
        return Hashes.hex(digest.digest());
    }
}
