package io.lc2.backup.domain.references;

/**
 * A piece of a key. Each is simple enough to be said in Java and in SQL alike, so that a database can return keys in their
 * order. A column without a value counts as empty.
 */
public sealed interface KeyPart {

    /** The same in every key. */
    record Text(String text) implements KeyPart {}

    /** What is in a column, as text. */
    record Value(FileColumn column) implements KeyPart {}

    /** What is in the first column or, if that is empty or 0, in the second. */
    record FirstOf(FileColumn column, FileColumn otherwise) implements KeyPart {}

    /** What is in a column after a separator; nothing if it is empty, or if the tables have no such column. */
    record Suffix(String separator, FileColumn column) implements KeyPart {}

    /** The name in a column without its extension. */
    record Stem(FileColumn column) implements KeyPart {}

    /** The extension of the name in a column, in lower case after a full stop; another if it has none. */
    record Extension(FileColumn column, String otherwise) implements KeyPart {}

    /** Folders of two characters each from the start of the stem of the name in a column; never the whole stem. */
    record Folders(FileColumn column, int most) implements KeyPart {}
}
