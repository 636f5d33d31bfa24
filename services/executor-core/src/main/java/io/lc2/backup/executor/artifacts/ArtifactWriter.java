package io.lc2.backup.executor.artifacts;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes one artifact as a stream: compresses it where its description says so, hashes what is stored, and makes it visible
 * at the end, all or nothing. One thread at a time; {@link #close} without {@link #commit} leaves nothing behind.
 *
 * <p>Memory: the compressor keeps some 40 MB outside the heap for its two workers, whatever the size of the artifact.
 */
public final class ArtifactWriter implements AutoCloseable {

    /** Faster levels compress a dump visibly worse; slower ones would become the bottleneck. */
    private static final int LEVEL = 3;

    /** Beside the one thread that feeds them. */
    private static final int WORKERS = 2;

    private final ArtifactDescription description;
    private final ObjectWriter object;
    private final StoredBytes stored;
    private final CountingOutputStream original;
    private boolean finished;

    private ArtifactWriter(ArtifactDescription description, ObjectWriter object) throws IOException {
        this.description = description;
        this.object = object;
        this.stored = new StoredBytes(object.stream());
        this.original = new CountingOutputStream(description.isCompressed() ? compressor(stored) : stored);
    }

    /**
     * Starts an artifact.
     *
     * @throws io.lc2.backup.executor.spi.ProviderException when the store refuses
     */
    public static ArtifactWriter create(BackupFolder folder, ArtifactDescription description) {
        ObjectMetadata metadata = new ObjectMetadata(description.mediaType(), Map.of());
        ObjectWriter object = folder.store().create(folder.bucket(), folder.key(description.path()), metadata, -1);
        try {
            return new ArtifactWriter(description, object);
        } catch (IOException e) {
            object.close();
            throw new UncheckedIOException("Cannot set the compressor up", e);
        }
    }

    /** Where the original bytes go; failures of the store come out as provider exceptions. */
    public OutputStream stream() {
        return original;
    }

    /**
     * Ends the artifact and makes it visible.
     *
     * @throws TransientProviderException also when something is stored under this name already: a repeated step gets a
     *     name of its own and cannot meet it again
     */
    public Artifact commit() {
        finish();
        if (!object.commit()) {
            throw new TransientProviderException(
                    FailureCode.SOURCE_CHANGED,
                    "There already is an artifact " + description.path() + ", made by another attempt",
                    "Nothing; the step is tried again and takes another name.",
                    null);
        }
        return new Artifact(
                description.path(),
                description.component(),
                description.mediaType(),
                stored.count(),
                stored.sha256(),
                original.count());
    }

    @Override
    public void close() {
        stored.drop();
        finish();
        object.close();
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            original.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot end the artifact " + description.path(), e);
        }
    }

    private static OutputStream compressor(StoredBytes target) throws IOException {
        return new ZstdOutputStreamNoFinalizer(target, LEVEL)
                .setWorkers(WORKERS)
                .setChecksum(true);
    }
}
