package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import java.util.function.BinaryOperator;

/**
 * Where the objects of one backup go and how that is written down.
 *
 * @param folder the backup
 * @param storedIn where the objects go
 * @param path where a version of an object goes, by its key and etag, relative to the folder of the backup; of this backup
 *     alone, so that nothing else ever has that name
 */
record Layout(BackupFolder folder, StoredIn storedIn, BinaryOperator<String> path) {

    /** A full copy. */
    static Layout full(BackupFolder folder) {
        return new Layout(folder, StoredIn.FOLDER, StoredObject::pathOf);
    }

    /** Where a version goes, relative to the folder of the backup. */
    String pathOf(ObjectEntry version) {
        return path.apply(version.key(), version.etag());
    }

    /** Whether the backup copied the object itself. */
    boolean isOwn(StoredObject object) {
        return object.isStored()
                && (storedIn == StoredIn.FOLDER || object.storedAt().equals(path.apply(object.key(), object.etag())));
    }
}
