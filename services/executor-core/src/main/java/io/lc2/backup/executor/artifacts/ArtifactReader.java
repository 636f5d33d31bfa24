package io.lc2.backup.executor.artifacts;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.objects.Hashes;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an artifact back as the bytes it was made of. The stream reaches its end only if all that is stored has the recorded
 * size and SHA-256 and decompresses to the recorded size; otherwise {@link #read} throws {@code VALIDATION_FAILED} and
 * {@link #damage} tells more. Broken connections are resumed where they broke. One thread at a time.
 */
public final class ArtifactReader extends InputStream {

    private static final String NEXT_STEP =
            "Take a new backup and look at the storage: what was written there has changed.";

    private final Artifact artifact;
    private final HashedInputStream stored;
    private final InputStream original;
    private long originalBytes;
    private boolean verified;
    private volatile @Nullable Damage damage;

    private ArtifactReader(BackupFolder folder, Artifact artifact) throws IOException {
        this.artifact = artifact;
        this.stored = new HashedInputStream(new ResumingInputStream(
                folder.store(), folder.bucket(), folder.key(artifact.path()), artifact.bytes()));
        this.original = artifact.mediaType().endsWith(ArtifactDescription.ZSTD)
                ? new ZstdInputStreamNoFinalizer(stored)
                : stored;
    }

    /**
     * Opens an artifact.
     *
     * @throws io.lc2.backup.executor.spi.ProviderException with {@code OBJECT_NOT_FOUND} when it is gone, {@code
     *     VALIDATION_FAILED} when its size is not the recorded one
     */
    public static ArtifactReader open(BackupFolder folder, Artifact artifact) {
        Optional<ObjectHead> head = folder.store().head(folder.bucket(), folder.key(artifact.path()));
        if (head.isEmpty()) {
            throw new PermanentProviderException(
                    FailureCode.OBJECT_NOT_FOUND,
                    "The artifact " + artifact.path() + " is not in " + folder.bucket() + "/" + folder.prefix(),
                    "Find out who deleted it; restore from another backup or take a new one.",
                    null);
        }
        long size = head.get().entry().bytes();
        if (size != artifact.bytes()) {
            throw failed(artifact, "is " + size + " bytes, recorded were " + artifact.bytes(), null);
        }
        try {
            return new ArtifactReader(folder, artifact);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot set the decompressor up", e);
        }
    }

    /** Stored bytes read so far; any thread. */
    public long storedBytesRead() {
        return stored.count();
    }

    /** What is wrong with the artifact, once {@link #read} has found something; any thread. */
    public Optional<Damage> damage() {
        return Optional.ofNullable(damage);
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
        int count = readOriginal(bytes, offset, length);
        if (count < 0) {
            verifyEnd();
            return -1;
        }
        originalBytes += count;
        return count;
    }

    @Override
    public void close() {
        try {
            original.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + artifact.path(), e);
        }
    }

    private int readOriginal(byte[] bytes, int offset, int length) {
        try {
            return original.read(bytes, offset, length);
        } catch (ZstdIOException e) {
            throw damaged(
                    Damage.COMPRESSION, "does not decompress after " + originalBytes + " bytes: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + artifact.path(), e);
        }
    }

    private void verifyEnd() {
        if (verified) {
            return;
        }
        if (stored.count() != artifact.bytes()) {
            throw damaged(Damage.SIZE, "ends after " + stored.count() + " of " + artifact.bytes() + " bytes");
        }
        String sha256 = stored.sha256();
        if (!sha256.equals(artifact.sha256())) {
            throw damaged(Damage.CHECKSUM, "has SHA-256 " + sha256 + ", recorded was " + artifact.sha256());
        }
        if (originalBytes != artifact.originalBytes()) {
            throw damaged(
                    Damage.COMPRESSION,
                    "decompresses to " + originalBytes + " bytes, recorded were " + artifact.originalBytes());
        }
        verified = true;
    }

    private PermanentProviderException damaged(Damage kind, String text) {
        damage = kind;
        return failed(artifact, text, null);
    }

    private static PermanentProviderException failed(Artifact artifact, String text, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.VALIDATION_FAILED, "The artifact " + artifact.path() + " " + text, NEXT_STEP, cause);
    }

    /** Counts and hashes what is read. */
    private static final class HashedInputStream extends InputStream {

        private final ResumingInputStream source;
        private final MessageDigest digest = Hashes.sha256();
        private volatile long count;

        HashedInputStream(ResumingInputStream source) {
            this.source = source;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int read = source.read(bytes, offset, length);
            if (read > 0) {
                digest.update(bytes, offset, read);
                addToCount(read);
            }
            return read;
        }

        @Override
        public void close() {
            source.close();
        }

        /** Only the reading thread writes it. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void addToCount(int read) {
            count += read;
        }

        long count() {
            return count;
        }

        String sha256() {
            return Hashes.hex(digest.digest());
        }
    }
}
