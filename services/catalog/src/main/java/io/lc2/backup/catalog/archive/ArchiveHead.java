package io.lc2.backup.catalog.archive;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file of the archive says of itself.
 *
 * @param slot where it begins
 * @param next the offset after the last one it covers; the next file of the partition begins there
 * @param logStart first offset the partition had when the file was made
 * @param archivedAt when it was made
 * @param schemas the schemas its values name, by id, as JSON; empty text for one that the registry did not have
 */
public record ArchiveHead(
        ArchiveSlot slot, long next, long logStart, Instant archivedAt, Map<Integer, String> schemas) {

    public ArchiveHead {
        schemas = Map.copyOf(schemas);
    }

    /** In order of their ids, so that the same file has the same bytes. */
    Map<Integer, String> schemasInOrder() {
        return new TreeMap<>(schemas);
    }
}
