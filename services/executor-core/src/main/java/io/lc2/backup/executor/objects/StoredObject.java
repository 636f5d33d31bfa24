package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One object of a library as it lies in a backup: an entry of the object manifest.
 *
 * @param key key in the library
 * @param bytes size
 * @param etag version in the library
 * @param sha256 lower-case hexadecimal checksum; empty when the store copied the bytes by itself
 * @param metadata content type and user metadata; null when they were not read, being kept with the stored object anyway
 * @param storedAt where the bytes are, relative to the folder of the backup, which may lead into the {@link ObjectPool};
 *     empty when the object was gone before it could be copied
 * @param storedEtag etag of the stored object when the store copied it by itself; empty otherwise
 * @param modifiedAt when it changed last, as the library says, in whole seconds; null when it is missing, and in old
 *     manifests
 * @param version which of the versions that the library keeps; empty for the one that was there
 * @param extra whether it came after T0, so that nothing of T0 needs it
 */
public record StoredObject(
        String key,
        long bytes,
        String etag,
        String sha256,
        @Nullable ObjectMetadata metadata,
        String storedAt,
        String storedEtag,
        @Nullable Instant modifiedAt,
        String version,
        boolean extra) {

    /** Folder of all stored objects of a backup, relative to the backup's own. */
    public static final String FOLDER = "objects/";

    /** An object that was listed but gone before it could be copied. */
    static StoredObject missing(ObjectEntry listed) {
        return new StoredObject(listed.key(), listed.bytes(), listed.etag(), "", null, "", "", null, "", false);
    }

    /** Whether the bytes are in the backup. */
    public boolean isStored() {
        return !storedAt.isEmpty();
    }

    /** The same bytes, as another backup sees them. */
    StoredObject seenAs(ObjectEntry listed, boolean isExtra) {
        return new StoredObject(
                key, bytes, etag, sha256, metadata, storedAt, storedEtag, modifiedAt, listed.version(), isExtra);
    }

    /** Whether a library still holds this version; also by the time, for metadata may change while the etag stays. */
    boolean isOf(ObjectEntry listed) {
        return !listed.etag().isEmpty()
                && listed.etag().equals(etag)
                && listed.bytes() == bytes
                && listed.lastModified().truncatedTo(ChronoUnit.SECONDS).equals(modifiedAt);
    }

    /**
     * Where a version of an object is stored: a name that only this content can have, so that copying twice, even by two
     * executors at once, never mixes two versions up. The first two digits are a folder, which keeps folders small where
     * the store is a file system.
     *
     * @param key key in the library
     * @param etag version in the library
     */
    public static String pathOf(String key, String etag) {
        String name = Hashes.hex(Hashes.sha256().digest((key + "|" + etag).getBytes(StandardCharsets.UTF_8)));
        return FOLDER + name.substring(0, 2) + "/" + name;
    }
}
