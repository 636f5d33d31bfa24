package io.lc2.backup.messaging.codec;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a publisher said in a field this version does not know. Avro drops such a field silently, and a command
 * carried out without half of what it asks for is worse than one refused. A field that holds its default says
 * nothing and is let pass, so that publishers may be upgraded first. Thread-safe; asks the registry once per schema.
 */
final class UnknownFields {

    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Map<Integer, Boolean> suspects = new ConcurrentHashMap<>();

    UnknownFields(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Looks through a record that was decoded already, so that frame and bytes are known to be sound.
     *
     * @param data the record in the wire format
     * @param reader the schema this version reads it with
     * @return the path of the first unknown field that is set; null when there is none
     */
    @Nullable String firstIn(byte[] data, Schema reader) {
        int id = ByteBuffer.wrap(data).getInt(1);
        Boolean suspect = suspects.get(id);
        if (suspect == null) {
            suspect = addsFields(registry.schemaOf(id), reader, new HashSet<>());
            suspects.put(id, suspect);
        }
        return suspect ? search(data, registry.schemaOf(id), reader) : null;
    }

    private static boolean addsFields(Schema writer, Schema reader, Set<String> seen) {
        return switch (writer.getType()) {
            case RECORD ->
                reader.getType() == Schema.Type.RECORD
                        && seen.add(writer.getFullName())
                        && writer.getFields().stream()
                                .anyMatch(field -> reader.getField(field.name()) == null
                                        || addsFields(field.schema(), known(reader, field), seen));
            case ARRAY ->
                reader.getType() == Schema.Type.ARRAY
                        && addsFields(writer.getElementType(), reader.getElementType(), seen);
            case UNION ->
                writer.getTypes().stream().anyMatch(branch -> addsFields(branch, branch(reader, branch), seen));
            case MAP, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> false;
        };
    }

    /**
     * What the record says beside the known fields was only skipped when it was decoded, and skipping is more lenient: so
     * this can fail although the record was decoded before.
     */
    @SuppressWarnings("IllegalCatch") // The boundary to Avro, whose failures on bad bytes have no common type below.
    private static @Nullable String search(byte[] data, Schema writer, Schema reader) {
        try {
            Object datum = new BoundedReader(writer, data.length)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, null));
            return search(datum, writer, reader, "");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Neither message nor cause: they may quote the payload.
            throw new SerializationException(
                    "A record %s cannot be decoded: what it says in unknown fields is damaged (%s)."
                            .formatted(writer.getFullName(), e.getClass().getSimpleName()));
        }
    }

    private static @Nullable String search(@Nullable Object datum, Schema writer, Schema reader, String path) {
        return switch (writer.getType()) {
            case RECORD -> datum instanceof IndexedRecord record ? searchRecord(record, reader, path) : null;
            case ARRAY -> datum instanceof Collection<?> items ? searchItems(items, writer, reader, path) : null;
            case UNION -> {
                Schema branch = writer.getTypes().get(GenericData.get().resolveUnion(writer, datum));
                yield search(datum, branch, branch(reader, branch), path);
            }
            case MAP, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> null;
        };
    }

    private static @Nullable String searchRecord(IndexedRecord record, Schema reader, String path) {
        if (reader.getType() != Schema.Type.RECORD) {
            return null;
        }
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            String here = path.isEmpty() ? field.name() : path + "." + field.name();
            if (reader.getField(field.name()) == null) {
                if (!isDefault(field, value)) {
                    return here;
                }
            } else {
                String below = search(value, field.schema(), known(reader, field), here);
                if (below != null) {
                    return below;
                }
            }
        }
        return null;
    }

    private static @Nullable String searchItems(Collection<?> items, Schema writer, Schema reader, String path) {
        int index = 0;
        for (Object item : items) {
            String below = search(item, writer.getElementType(), reader.getElementType(), path + "[" + index++ + "]");
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private static boolean isDefault(Schema.Field field, @Nullable Object value) {
        return field.hasDefaultValue()
                && Objects.equals(value, GenericData.get().getDefaultValue(field));
    }

    private static Schema known(Schema reader, Schema.Field field) {
        return reader.getField(field.name()).schema();
    }

    /** The reader's side of a branch; the branch itself when the reader has none, which Avro would have refused. */
    private static Schema branch(Schema reader, Schema branch) {
        if (reader.getType() != Schema.Type.UNION) {
            return reader;
        }
        return reader.getTypes().stream()
                .filter(candidate -> candidate.getFullName().equals(branch.getFullName()))
                .findFirst()
                .orElse(branch);
    }

    /** A list of nothings takes no bytes, so that a few may claim hundreds of millions of them. */
    private static final class BoundedReader extends GenericDatumReader<Object> {

        private final int most;

        BoundedReader(Schema writer, int most) {
            super(writer, writer, plain());
            this.most = most;
        }

        /** Avro's fast reader asks nobody before it adds to a list. */
        private static GenericData plain() {
            GenericData data = new GenericData();
            data.setFastReaderEnabled(false);
            return data;
        }

        @Override
        protected Object newArray(@Nullable Object old, int size, Schema schema) {
            check(size);
            return super.newArray(old, size, schema);
        }

        @Override
        protected void addToArray(Object array, long position, @Nullable Object item) {
            check(position);
            super.addToArray(array, position, item);
        }

        private void check(long size) {
            if (size > most) {
                throw new AvroRuntimeException("more items than bytes");
            }
        }
    }
}
