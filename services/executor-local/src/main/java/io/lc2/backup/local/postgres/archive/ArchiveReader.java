package io.lc2.backup.local.postgres.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks an uncompressed archive in PostgreSQL's custom format (1.12–1.16, written by pg_dump 9.6–18) once, from beginning to
 * end, as it was written to a pipe, and proves that it is whole: every entry that announces data has exactly one block, every
 * block ends properly, nothing is left over. Memory grows with the table of contents only.
 *
 * <p>Written from the format as pg_backup_archiver.c and pg_backup_custom.c of PostgreSQL describe it.
 */
public final class ArchiveReader {

    private static final byte[] MAGIC = {'P', 'G', 'D', 'M', 'P'};
    private static final int OLDEST_MINOR = 12;
    private static final int NEWEST_MINOR = 16;
    private static final int TABLE_ACCESS_METHOD_SINCE = 14;
    private static final int COMPRESSION_NAMED_SINCE = 15;
    private static final int RELATION_KIND_SINCE = 16;
    private static final int CUSTOM_FORMAT = 1;
    private static final int INT_BYTES = 4;
    private static final int LONGEST_OFFSET = 8;
    private static final int DATE_FIELDS = 7;
    private static final int DATA_BLOCK = 1;
    private static final int LARGE_OBJECTS_BLOCK = 3;

    private final ArchiveInput in;
    private final ArchiveListener listener;
    private final Map<Integer, TocEntry> awaited = new LinkedHashMap<>();
    private final Map<Integer, Long> rows = new HashMap<>();
    private int minor;
    private int offsetBytes;
    private long largeObjects;
    private long largeObjectBytes;

    private ArchiveReader(InputStream source, ArchiveListener listener) {
        this.in = new ArchiveInput(source, listener);
        this.listener = listener;
    }

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param source read in large pieces; needs no buffer of its own
     * @throws MalformedArchiveException when it is not a whole archive
     * @throws IOException when the source or the listener fails
     */
    public static ArchiveContents read(InputStream source, ArchiveListener listener) throws IOException {
        return new ArchiveReader(source, listener).readAll();
    }

    private ArchiveContents readAll() throws IOException {
        TableOfContents contents = readHead();
        in.endHead();
        listener.contents(contents);
        for (int block = in.byteOrEnd(); block >= 0; block = in.byteOrEnd()) {
            readBlock(block);
        }
        if (!awaited.isEmpty()) {
            TocEntry first = awaited.values().iterator().next();
            throw in.malformed("the archive is truncated: data of " + awaited.size() + " entries is missing, first of "
                    + first.schema() + "." + first.name());
        }
        return new ArchiveContents(contents, rows, largeObjects, largeObjectBytes, in.position());
    }

    private TableOfContents readHead() throws IOException {
        for (byte expected : MAGIC) {
            if (in.byteNow() != expected) {
                throw in.malformed("it does not begin with PGDMP");
            }
        }
        readVersion();
        readCompression();
        for (int field = 0; field < DATE_FIELDS; field++) {
            in.number();
        }
        String database = in.textOrEmpty();
        String serverVersion = in.textOrEmpty();
        String toolVersion = in.textOrEmpty();
        return new TableOfContents("1." + minor, database, serverVersion, toolVersion, readEntries());
    }

    private void readVersion() throws IOException {
        int major = in.byteNow();
        minor = in.byteNow();
        in.byteNow();
        if (major != 1 || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
            throw in.malformed(
                    "its format is " + major + "." + minor + ", known are 1." + OLDEST_MINOR + " to 1." + NEWEST_MINOR);
        }
        int intBytes = in.byteNow();
        offsetBytes = in.byteNow();
        int format = in.byteNow();
        if (intBytes != INT_BYTES || offsetBytes < 1 || offsetBytes > LONGEST_OFFSET || format != CUSTOM_FORMAT) {
            throw in.malformed("sizes are " + intBytes + " and " + offsetBytes + ", the format is number " + format);
        }
    }

    private void readCompression() throws IOException {
        int compression = minor >= COMPRESSION_NAMED_SINCE ? in.byteNow() : in.number();
        if (compression != 0) {
            throw in.malformed("it is compressed inside, method " + compression + "; pg_dump must run with -Z0");
        }
    }

    private List<TocEntry> readEntries() throws IOException {
        int count = in.length();
        List<TocEntry> entries = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            TocEntry entry = readEntry();
            entries.add(entry);
            if (entry.hasData() && awaited.put(entry.dumpId(), entry) != null) {
                throw in.malformed("two entries are number " + entry.dumpId());
            }
        }
        return entries;
    }

    private TocEntry readEntry() throws IOException {
        int dumpId = in.number();
        boolean hasData = in.number() != 0;
        in.skipText();
        in.skipText();
        String name = in.textOrEmpty();
        String kind = in.textOrEmpty();
        in.number();
        // Definition, how to drop it, how to copy into it.
        in.skipText();
        in.skipText();
        in.skipText();
        String schema = in.textOrEmpty();
        in.skipText();
        if (minor >= TABLE_ACCESS_METHOD_SINCE) {
            in.skipText();
        }
        if (minor >= RELATION_KIND_SINCE) {
            in.number();
        }
        // Owner, and whether it has OIDs.
        in.skipText();
        in.skipText();
        skipDependencies();
        in.byteNow();
        in.skip(offsetBytes);
        return new TocEntry(dumpId, kind, schema, name, hasData);
    }

    private void skipDependencies() throws IOException {
        while (in.text() != null) {
            // A list that ends with a text that is none.
        }
    }

    private void readBlock(int type) throws IOException {
        int dumpId = in.number();
        TocEntry entry = awaited.remove(dumpId);
        if (entry == null) {
            throw in.malformed("a block of data is for entry " + dumpId + ", which does not await one");
        }
        if (type == LARGE_OBJECTS_BLOCK) {
            readLargeObjects();
        } else if (type != DATA_BLOCK) {
            throw in.malformed("a block of data has the unknown type " + type);
        } else if (entry.isTableData()) {
            rows.put(dumpId, countRows(entry));
        } else {
            skipChunks();
        }
        listener.dataEnded(entry);
    }

    private long countRows(TocEntry entry) throws IOException {
        Lines lines = new Lines();
        for (int length = in.length(); length > 0; length = in.length()) {
            in.countLines(length, lines);
        }
        if (!lines.isComplete()) {
            throw in.malformed("rows of " + entry.schema() + "." + entry.name() + " lack their end mark");
        }
        return lines.rows();
    }

    private void readLargeObjects() throws IOException {
        while (in.number() != 0) {
            largeObjects++;
            largeObjectBytes += skipChunks();
        }
    }

    private long skipChunks() throws IOException {
        long bytes = 0;
        for (int length = in.length(); length > 0; length = in.length()) {
            in.skip(length);
            bytes += length;
        }
        return bytes;
    }
}
