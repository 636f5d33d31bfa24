package io.lc2.backup.executor.artifacts;

import io.lc2.backup.executor.objects.Hashes;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on, counting and hashing them, until told to drop the rest. */
final class StoredBytes extends OutputStream {

    private final OutputStream target;
    private final MessageDigest digest = Hashes.sha256();
    private long count;
    private boolean dropping;

    StoredBytes(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (dropping) {
            return;
        }
        digest.update(bytes, offset, length);
        count += length;
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (!dropping) {
            target.flush();
        }
    }

    /** From now on nothing reaches the target, so that a compressor can be closed whatever state the target is in. */
    void drop() {
        dropping = true;
    }

    long count() {
        return count;
    }

    /** Ends the digest; call once. */
    String sha256() {
        return Hashes.hex(digest.digest());
    }
}
