package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The object manifest of a backup as a file.
 *
 * @param path relative to the folder of the backup
 * @param fileBytes its size
 * @param sha256 its lower-case hexadecimal checksum
 * @param totals what it holds
 * @param copied what of it this backup copied itself; the rest was in the pool
 * @param asOf the instant whose state it holds; null where there is none, so that every object is as it was when it was
 *     copied: versions are not kept, are suspended, or were not kept in every attempt
 */
public record LibraryManifest(
        String path,
        long fileBytes,
        String sha256,
        LibraryTotals totals,
        LibraryTotals copied,
        @Nullable Instant asOf) {

    /** Where it is, relative to the folder of the backup. */
    public static final String PATH = "objects.avro";

    /** The newest version of the file; this software reads every version up to it. */
    public static final int FORMAT_VERSION = 3;

    /** Media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.apache.avro";

    ObjectManifestReader open(BackupFolder folder, Calls calls) {
        return new ObjectManifestReader(
                new ResumingRead(folder.store(), folder.bucket(), folder.key(path), calls), sha256);
    }
}
