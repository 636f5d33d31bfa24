package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import org.jspecify.annotations.Nullable;

/**
 * What makes a copy an incremental one.
 *
 * @param source what tells the library from others of the environment, for example store and bucket
 * @param earlier the backup whose objects are taken over where they have not changed; null when there is none
 */
public record Increment(String source, @Nullable Earlier earlier) {

    Layout layout(BackupFolder folder) {
        return new Layout(folder, StoredIn.POOL, (key, etag) -> ObjectPool.pathOf(folder, source, key, etag));
    }

    /**
     * An earlier backup of the same library in the same environment.
     *
     * @param folder where it is
     * @param manifest its object manifest
     */
    public record Earlier(BackupFolder folder, LibraryManifest manifest) {}
}
