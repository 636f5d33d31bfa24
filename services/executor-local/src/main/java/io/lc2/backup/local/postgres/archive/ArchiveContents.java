package io.lc2.backup.local.postgres.archive;

import java.util.Map;

/**
 * What a whole archive holds, counted from its data.
 *
 * @param contents its table of contents
 * @param rows rows of each table, by dump id of its {@code TABLE DATA} entry
 * @param largeObjects number of large objects
 * @param largeObjectBytes bytes in them
 * @param bytes size of the archive
 */
public record ArchiveContents(
        TableOfContents contents, Map<Integer, Long> rows, long largeObjects, long largeObjectBytes, long bytes) {

    public ArchiveContents {
        rows = Map.copyOf(rows);
    }
}
