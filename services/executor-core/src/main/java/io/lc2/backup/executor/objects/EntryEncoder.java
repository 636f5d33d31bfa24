package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectMetadata;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what an object manifest of the newest version holds: {@link StoredObject}s and, at the end, {@link LibraryTotals}.
 * Avro's generic writer would make a record of each and look every field up by its name, which costs more than all else that
 * an incremental copy does with an object that has not changed.
 */
final class EntryEncoder implements DatumWriter<Object> {

    /** Branches of a union, in the order of the schema. */
    private static final int OBJECT = 0;

    private static final int END = 1;
    private static final int NULL = 0;
    private static final int VALUE = 1;

    @Override
    public void setSchema(Schema schema) {
        if (!schema.equals(ObjectManifestFormat.NEWEST.schema)) {
            throw new IllegalArgumentException("it encodes the newest version only");
        }
    }

    @Override
    public void write(Object entry, Encoder out) throws IOException {
        if (entry instanceof StoredObject object) {
            write(object, out);
        } else {
            write((LibraryTotals) entry, out);
        }
    }

    private static void write(StoredObject object, Encoder out) throws IOException {
        ObjectMetadata metadata = object.metadata();
        out.writeIndex(OBJECT);
        out.writeString(object.key());
        out.writeLong(object.bytes());
        out.writeString(object.etag());
        writeOptional(object.sha256(), out);
        writeNullable(metadata == null ? null : metadata.contentType(), out);
        writePairs(metadata == null ? null : metadata.userMetadata(), out);
        writeOptional(object.storedAt(), out);
        writeOptional(object.storedEtag(), out);
        if (object.modifiedAt() == null) {
            writeNull(out);
        } else {
            out.writeIndex(VALUE);
            out.writeLong(object.modifiedAt().getEpochSecond());
        }
        writeOptional(object.version(), out);
        out.writeBoolean(object.extra());
    }

    private static void write(LibraryTotals totals, Encoder out) throws IOException {
        out.writeIndex(END);
        out.writeLong(totals.objects());
        out.writeLong(totals.bytes());
        out.writeLong(totals.missing());
        out.writeLong(totals.extra());
    }

    /** In ascending order, so that the same entries give the same bytes. */
    private static void writePairs(@Nullable Map<String, String> pairs, Encoder out) throws IOException {
        if (pairs == null) {
            writeNull(out);
            return;
        }
        out.writeIndex(VALUE);
        out.writeMapStart();
        out.setItemCount(pairs.size());
        for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
            out.startItem();
            out.writeString(pair.getKey());
            out.writeString(pair.getValue());
        }
        out.writeMapEnd();
    }

    /** An empty text is written as null. */
    private static void writeOptional(String text, Encoder out) throws IOException {
        writeNullable(text.isEmpty() ? null : text, out);
    }

    private static void writeNullable(@Nullable String text, Encoder out) throws IOException {
        if (text == null) {
            writeNull(out);
        } else {
            out.writeIndex(VALUE);
            out.writeString(text);
        }
    }

    private static void writeNull(Encoder out) throws IOException {
        out.writeIndex(NULL);
        out.writeNull();
    }
}
