package io.lc2.backup.catalog.archive;

import java.util.List;

/**
 * A file of the archive.
 *
 * @param head what it says of itself
 * @param records in order of their offsets
 */
public record ArchiveFile(ArchiveHead head, List<ArchivedRecord> records) {

    public ArchiveFile {
        records = List.copyOf(records);
    }
}
