package io.lc2.backup.local.postgres.archive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The beginning of an archive: what it is and what is in it.
 *
 * @param formatVersion for example {@code 1.14}
 * @param database name of the dumped database
 * @param serverVersion what the server called itself
 * @param toolVersion what pg_dump called itself
 * @param entries in the order of the archive
 */
public record TableOfContents(
        String formatVersion, String database, String serverVersion, String toolVersion, List<TocEntry> entries) {

    public TableOfContents {
        entries = List.copyOf(entries);
    }

    /** How many entries announce data. */
    public long withData() {
        return entries.stream().filter(TocEntry::hasData).count();
    }

    /** How many entries of each kind there are. */
    public Map<String, Long> countByKind() {
        return entries.stream().collect(Collectors.groupingBy(TocEntry::kind, TreeMap::new, Collectors.counting()));
    }
}
