package io.lc2.backup.local.postgres.archive;

import java.io.IOException;

/** Hears what passes while an archive is read; called by the reading thread. */
public interface ArchiveListener {

    /** Wants to hear nothing. */
    ArchiveListener NONE = new ArchiveListener() {};

    /**
     * Bytes of header and table of contents, in order, exactly up to the first block of data.
     *
     * @throws IOException ends the reading
     */
    default void head(byte[] bytes, int offset, int length) throws IOException {}

    /** The table of contents is complete. */
    default void contents(TableOfContents contents) {}

    /** A block of data has ended. */
    default void dataEnded(TocEntry entry) {}
}
