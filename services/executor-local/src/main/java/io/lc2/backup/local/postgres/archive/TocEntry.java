package io.lc2.backup.local.postgres.archive;

/**
 * One line of an archive's table of contents.
 *
 * @param dumpId its number in this archive
 * @param kind what it is in PostgreSQL's words, for example {@code TABLE DATA} or {@code INDEX}
 * @param schema its schema; empty when it has none
 * @param name its name; with arguments for functions, with the table for constraints
 * @param hasData whether a block of data must follow
 */
public record TocEntry(int dumpId, String kind, String schema, String name, boolean hasData) {

    /** Rows of one table. */
    public static final String TABLE_DATA = "TABLE DATA";

    /** Contents of large objects. */
    public static final String BLOBS = "BLOBS";

    /** Whether the data are rows of a table. */
    public boolean isTableData() {
        return hasData && kind.equals(TABLE_DATA);
    }
}
