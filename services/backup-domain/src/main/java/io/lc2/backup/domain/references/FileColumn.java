package io.lc2.backup.domain.references;

/**
 * A column that a key is made of.
 *
 * @param table which of the two tables it is in
 * @param name its name, compared without case
 */
public record FileColumn(Table table, String name) {

    /** The tables, by what a row of them is. */
    public enum Table {
        /** A file. */
        ENTRY,
        /** A version of a file. */
        VERSION
    }

    static FileColumn entry(String name) {
        return new FileColumn(Table.ENTRY, name);
    }

    static FileColumn version(String name) {
        return new FileColumn(Table.VERSION, name);
    }
}
