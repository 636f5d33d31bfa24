package io.lc2.backup.catalog.archive;

import io.lc2.backup.executor.spi.ObjectStore;
import java.time.Duration;

/**
 * Where the log is archived, and how often.
 *
 * @param store object storage of the backups
 * @param bucket bucket of the backups
 * @param interval from one pass to the next
 * @param firstBackoff wait after a pass that failed, then doubled
 * @param longestBackoff up to this
 * @param fileRecords records of one file at most
 * @param fileBytes keys and values of one file, give or take a record; also what a pass holds in memory
 */
public record ArchiveSettings(
        ObjectStore store,
        String bucket,
        Duration interval,
        Duration firstBackoff,
        Duration longestBackoff,
        int fileRecords,
        long fileBytes) {

    private static final int FILE_RECORDS = 20_000;
    private static final long FILE_BYTES = 8L * 1024 * 1024;

    /** Usual bounds. */
    public static ArchiveSettings of(ObjectStore store, String bucket, Duration interval) {
        return new ArchiveSettings(
                store, bucket, interval, Duration.ofSeconds(1), Duration.ofMinutes(5), FILE_RECORDS, FILE_BYTES);
    }
}
