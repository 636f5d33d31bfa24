package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ProviderException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object manifest as a stream and refuses what is not one: another version, keys out of order, a file that was cut
 * off, counts that do not agree, and, when the checksum is known, any changed byte. Objects that are missing in the backup
 * come along, see {@link StoredObject#isStored}. Failures are
 * {@code MANIFEST_INVALID}; a connection that breaks while reading is transient.
 */
public final class ObjectManifestReader implements Iterator<StoredObject>, Closeable {

    private final Source source;
    private final String expectedSha256;
    private final DataFileStream<GenericRecord> file;
    private ObjectManifestFormat format = ObjectManifestFormat.NEWEST;
    private StoredIn storedIn = StoredIn.FOLDER;
    private @Nullable StoredObject next;
    private @Nullable String lastKey;
    private boolean ended;
    private String sha256 = "";
    private LibraryTotals totals = LibraryTotals.NONE;

    /**
     * Opens a manifest.
     *
     * @param in the file; closed by {@link #close}, and here when it is refused
     * @param expectedSha256 checksum of the whole file, compared at its end; empty when it is not known
     */
    public ObjectManifestReader(InputStream in, String expectedSha256) {
        this.source = new Source(in);
        this.expectedSha256 = expectedSha256;
        boolean opened = false;
        try {
            this.file = open();
            opened = true;
        } finally {
            if (!opened) {
                source.discard();
            }
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            advance();
        }
        return next != null;
    }

    @Override
    public StoredObject next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        StoredObject result = next;
        next = null;
        return result;
    }

    /** What was read so far; at the end, what the whole manifest holds. */
    public LibraryTotals totals() {
        return totals;
    }

    /** Where its objects lie. */
    StoredIn storedIn() {
        return storedIn;
    }

    /** The instant whose state of the library it holds; null when it says none. */
    @Nullable Instant asOf() {
        String text = file.getMetaString(ObjectManifestFormat.AS_OF_KEY);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ObjectManifestFormat.damaged("what it says of its time is none: " + text, e);
        }
    }

    /** Checksum of the whole file; empty before its end was reached. */
    String sha256() {
        return sha256;
    }

    /** In a part of a manifest: what the parts before it hold. */
    LibraryTotals before() {
        String text = file.getMetaString(ObjectManifestFormat.BEFORE_KEY);
        try {
            return text == null ? LibraryTotals.NONE : LibraryTotals.parse(text);
        } catch (IllegalArgumentException e) {
            throw ObjectManifestFormat.damaged("what it says of the parts before it is no count", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @SuppressWarnings("IllegalCatch") // The boundary to Avro, whose failures on damaged bytes have no common type.
    private DataFileStream<GenericRecord> open() {
        try {
            DataFileStream<GenericRecord> opened =
                    new DataFileStream<>(new ContainerGuard(source), new GenericDatumReader<>());
            format = ObjectManifestFormat.of(opened.getMetaString(ObjectManifestFormat.VERSION_KEY));
            storedIn = format.storedIn(opened.getMetaString(ObjectManifestFormat.PLACES_KEY));
            return opened;
        } catch (ProviderException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.explain(e);
        }
    }

    @SuppressWarnings("IllegalCatch") // The same boundary; also a schema in the file that is not the one it should be.
    private void advance() {
        try {
            if (!file.hasNext()) {
                throw ObjectManifestFormat.damaged("it was cut off after " + totals, null);
            }
            GenericRecord row = file.next();
            if (row.getSchema().getName().equals(format.end().getName())) {
                end(row);
            } else {
                accept(toObject(row));
            }
        } catch (ProviderException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.explain(e);
        }
    }

    private void accept(StoredObject object) {
        if (lastKey != null && KeyOrder.compare(lastKey, object.key()) >= 0) {
            throw ObjectManifestFormat.damaged("its keys are out of order at " + object.key(), null);
        }
        lastKey = object.key();
        totals = totals.plus(object);
        next = object;
    }

    private void end(GenericRecord row) throws IOException {
        ended = true;
        LibraryTotals said = new LibraryTotals(
                (Long) row.get("objects"),
                (Long) row.get("bytes"),
                (Long) row.get("missing"),
                row.hasField("extra") ? (Long) row.get("extra") : 0);
        if (!said.equals(totals)) {
            throw ObjectManifestFormat.damaged("it holds " + totals + ", its end says " + said, null);
        }
        if (file.hasNext()) {
            throw ObjectManifestFormat.damaged("something follows its end", null);
        }
        sha256 = source.sha256();
        if (!expectedSha256.isEmpty() && !expectedSha256.equals(sha256)) {
            throw ObjectManifestFormat.damaged(
                    "its SHA-256 is " + sha256 + ", the manifest says " + expectedSha256, null);
        }
    }

    private StoredObject toObject(GenericRecord row) {
        return new StoredObject(
                text(row, "key"),
                (Long) row.get("bytes"),
                text(row, "etag"),
                text(row, "sha256"),
                metadata(row),
                storedIn.require(text(row, "storedAt")),
                text(row, "storedEtag"),
                modifiedAt(row),
                text(row, "version"),
                row.hasField("extra") && (Boolean) row.get("extra"));
    }

    private static @Nullable Instant modifiedAt(GenericRecord row) {
        return row.hasField("modifiedAt") && row.get("modifiedAt") instanceof Long seconds
                ? Instant.ofEpochSecond(seconds)
                : null;
    }

    private static String text(GenericRecord row, String field) {
        Object value = row.hasField(field) ? row.get(field) : null;
        return value == null ? "" : value.toString();
    }

    private static @Nullable ObjectMetadata metadata(GenericRecord row) {
        if (!(row.get("userMetadata") instanceof Map<?, ?> pairs)) {
            return null;
        }
        Map<String, String> userMetadata = new TreeMap<>();
        pairs.forEach((name, value) -> userMetadata.put(name.toString(), value.toString()));
        return new ObjectMetadata(text(row, "contentType"), userMetadata);
    }

    /** The bytes on their way to Avro: hashed, and remembered when they broke off, for Avro hides why. */
    private static final class Source extends FilterInputStream {

        private final MessageDigest digest;
        private @Nullable IOException broken;

        Source(InputStream in) {
            this(in, Hashes.sha256());
        }

        private Source(InputStream in, MessageDigest digest) {
            super(new DigestInputStream(in, digest));
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        void discard() {
            try {
                close();
            } catch (IOException e) {
                // Why it was refused is what counts.
                return;
            }
        }

        /** The checksum of everything to the end of the stream. */
        String sha256() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            return Hashes.hex(digest.digest());
        }

        RuntimeException explain(Exception failure) {
            if (broken == null) {
                return ObjectManifestFormat.damaged(String.valueOf(failure.getMessage()), failure);
            }
            return Breaks.connection("the object manifest", broken);
        }
    }
}
