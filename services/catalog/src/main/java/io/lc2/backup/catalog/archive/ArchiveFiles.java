package io.lc2.backup.catalog.archive;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files of the archive in object storage; each is written once and never changed. */
public final class ArchiveFiles {

    private static final ObjectMetadata METADATA = new ObjectMetadata("application/avro", Map.of());

    private ArchiveFiles() {}

    /**
     * Stores a file, unless one with its name is there already.
     *
     * @return the offset after the last one that is archived now: of this file, or of the one that was there
     * @throws io.lc2.backup.executor.spi.ProviderException when the store does not take it
     */
    static long put(ObjectStore store, String bucket, ArchiveFile file) {
        String key = file.head().slot().key(file.records().getFirst().timestamp());
        byte[] bytes = ArchiveFormat.write(file);
        try (ObjectWriter writer = store.create(bucket, key, METADATA, bytes.length)) {
            writer.stream().write(bytes);
            return writer.commit() ? file.head().next() : nextOfExisting(store, bucket, key, file);
        } catch (IOException e) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "The connection broke while " + key + " was written",
                    "It is tried again; look at the store if this goes on.",
                    e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws DamagedArchiveException when it is not what was written
     * @throws io.lc2.backup.executor.spi.ProviderException when the store does not give it
     */
    public static ArchiveFile get(ObjectStore store, String bucket, String key) throws DamagedArchiveException {
        try (ObjectContent content = store.read(bucket, key, 0, -1)) {
            if (content.head().entry().bytes() > ArchiveFormat.LARGEST_FILE) {
                throw new DamagedArchiveException("It is larger than any file of the archive", null);
            }
            return ArchiveFormat.read(content.readNBytes(ArchiveFormat.LARGEST_FILE));
        } catch (IOException e) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "The connection broke while " + key + " was read",
                    "Try again; look at the store if this goes on.",
                    e);
        }
    }

    /** From a pass that ended between storing the file and remembering it; it may cover less than ours does. */
    private static long nextOfExisting(ObjectStore store, String bucket, String key, ArchiveFile ours) {
        try {
            ArchiveHead there = get(store, bucket, key).head();
            if (there.slot().equals(ours.head().slot())
                    && there.next() > there.slot().from()) {
                return there.next();
            }
            throw occupied(key, null);
        } catch (DamagedArchiveException e) {
            throw occupied(key, e);
        }
    }

    private static PermanentProviderException occupied(String key, @Nullable DamagedArchiveException why) {
        return new PermanentProviderException(
                FailureCode.TARGET_NOT_OURS,
                "The file " + key + " is there already and is not what belongs there",
                "Move it away, and find out who wrote or changed it; the log is archived again from there.",
                why);
    }
}
