package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectContent;
import java.io.IOException;

/**
 * A part of an object manifest that this attempt has written itself. Its checksum tells that the store still holds what was
 * written, so its entries need not be decoded once more to be believed.
 *
 * @param bytes of the file up to the end of its last entry
 * @param sha256 lower-case hexadecimal checksum of these bytes
 * @param span its entries
 * @param copied what of them this backup has copied itself
 * @param through what it and the parts before it hold
 */
record OwnPart(int bytes, String sha256, ManifestSpan span, LibraryTotals copied, LibraryTotals through) {

    /** Reads the file up to the end of its last entry, as it was written. */
    byte[] read(BackupFolder folder, String path) {
        byte[] read;
        try (ObjectContent content = folder.store().read(folder.bucket(), folder.key(path), 0, bytes)) {
            read = content.readNBytes(bytes);
        } catch (IOException e) {
            throw Breaks.connection(path, e);
        }
        String now = Hashes.hex(Hashes.sha256().digest(read));
        if (!now.equals(sha256)) {
            throw ObjectManifestFormat.damaged(path + " has SHA-256 " + now + ", it was written with " + sha256, null);
        }
        return read;
    }
}
