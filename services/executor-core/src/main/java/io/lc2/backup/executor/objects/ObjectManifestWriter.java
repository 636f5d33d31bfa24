package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.KeyOrder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object manifest as a stream; memory does not grow with the number of objects. The same entries under the same
 * identity give the same bytes.
 */
public final class ObjectManifestWriter implements Closeable {

    private static final int COMPRESSION_LEVEL = 3;
    /** Small enough that a block on its way in or out never is one of the huge arrays that set off a garbage collection. */
    private static final int BLOCK_BYTES = 128 * 1024;

    private static final int SYNC_BYTES = 16;

    private static final ObjectManifestFormat FORMAT = ObjectManifestFormat.NEWEST;

    private final DataFileWriter<Object> file;
    private @Nullable String firstKey;
    private @Nullable String lastKey;
    private LibraryTotals totals = LibraryTotals.NONE;

    /**
     * Begins a manifest.
     *
     * @param out receives the file; closed by {@link #close}
     * @param identity what sets this file apart from others, for example its key: it determines the block separator
     */
    public ObjectManifestWriter(OutputStream out, String identity) {
        this(out, identity, LibraryTotals.NONE, ManifestHeader.FULL);
    }

    /**
     * Begins a part of a manifest.
     *
     * @param before what the parts before it hold
     * @param header what it says of all its entries
     */
    ObjectManifestWriter(OutputStream out, String identity, LibraryTotals before, ManifestHeader header) {
        byte[] separator = Hashes.sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        file = new DataFileWriter<>(new EntryEncoder());
        file.setCodec(CodecFactory.zstandardCodec(COMPRESSION_LEVEL, true));
        file.setSyncInterval(BLOCK_BYTES);
        file.setMeta(ObjectManifestFormat.VERSION_KEY, FORMAT.version);
        file.setMeta(ObjectManifestFormat.PLACES_KEY, header.storedIn().wireName);
        if (header.asOf() != null) {
            file.setMeta(ObjectManifestFormat.AS_OF_KEY, header.asOf().toString());
        }
        if (!before.equals(LibraryTotals.NONE)) {
            file.setMeta(ObjectManifestFormat.BEFORE_KEY, before.asText());
        }
        try {
            file.create(FORMAT.schema, out, Arrays.copyOf(separator, SYNC_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends an entry.
     *
     * @throws IllegalArgumentException when its key does not come after the one before
     */
    public void add(StoredObject object) {
        requireAscending(object.key());
        append(object);
        firstKey = firstKey == null ? object.key() : firstKey;
        lastKey = object.key();
        totals = totals.plus(object);
    }

    /**
     * Appends what another writer of the same format has written, as it lies there: nothing of it is decoded.
     *
     * @param written its file up to what {@link #endBlock} said
     * @param span its {@link #span} at that time
     * @throws IllegalArgumentException when its keys do not come after those before
     */
    void appendAll(InputStream written, ManifestSpan span) {
        requireAscending(span.first());
        try (DataFileStream<Object> blocks = new DataFileStream<>(written, new GenericDatumReader<>(FORMAT.schema))) {
            file.appendAllFrom(blocks, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        firstKey = firstKey == null ? span.first() : firstKey;
        lastKey = span.last();
        totals = totals.plus(span.totals());
    }

    /** Ends the block, and says how many bytes the file has so far. */
    long endBlock() {
        try {
            return file.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it holds so far. */
    public LibraryTotals totals() {
        return totals;
    }

    /** Its entries so far. */
    ManifestSpan span() {
        return new ManifestSpan(firstKey == null ? "" : firstKey, lastKey == null ? "" : lastKey, totals);
    }

    /** Writes the end record, without which a reader refuses the file, and closes the stream. */
    @Override
    public void close() {
        append(totals);
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireAscending(String key) {
        if (lastKey != null && KeyOrder.compare(lastKey, key) >= 0) {
            throw new IllegalArgumentException("keys must ascend: " + key + " after " + lastKey);
        }
    }

    private void append(Object entry) {
        try {
            file.append(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
