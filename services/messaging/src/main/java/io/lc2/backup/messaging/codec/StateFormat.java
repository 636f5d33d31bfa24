package io.lc2.backup.messaging.codec;

import io.lc2.backup.messaging.serde.GeneratedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Avro's single-object encoding of one record type: {@code C3 01}, the schema's fingerprint, the record. */
final class StateFormat<V> {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = 10;
    private static final int TYPICAL_BYTES = 1024;

    private final Codec<V> codec;
    private final Schema schema;
    private final byte[] header;
    private final SpecificDatumWriter<SpecificRecord> writer;
    private final Map<Long, StateReader> readers = new HashMap<>();

    StateFormat(Codec<V> codec) {
        GeneratedClasses.trust();
        this.codec = codec;
        schema = codec.schemas().getFirst();
        long fingerprint = StateSchemas.fingerprint(schema);
        header = ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array();
        SpecificData model = modelOf(schema);
        writer = new SpecificDatumWriter<>(schema, model);
        StateSchemas.of(schema.getName())
                .forEach((known, written) ->
                        readers.put(known, new StateReader(new SpecificDatumReader<>(written, schema, model))));
        readers.put(fingerprint, new StateReader(new SpecificDatumReader<>(schema, schema, model)));
    }

    byte @Nullable [] write(@Nullable V value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(codec.toAvro(value), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Nullable V read(byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < HEADER_BYTES || ByteBuffer.wrap(data).getShort() != MARKER) {
            throw new SerializationException(
                    "A stored " + schema.getName() + " does not begin as one; the store is damaged.");
        }
        long fingerprint = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        StateReader reader = readers.get(fingerprint);
        if (reader == null) {
            throw new SerializationException(
                    "A stored %s has schema %016x, which this version does not know; run the version that wrote it, or a newer one."
                            .formatted(schema.getName(), fingerprint));
        }
        try {
            return codec.fromAvro(reader.read(
                    DecoderFactory.get().binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, null)));
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(
                    "A stored " + schema.getName() + " cannot be decoded; the store is damaged.", e);
        }
    }

    /** Avro's reader compiles itself at its first read, without a lock of its own. */
    private static final class StateReader {

        private final SpecificDatumReader<SpecificRecord> reader;
        private volatile boolean compiled;

        StateReader(SpecificDatumReader<SpecificRecord> reader) {
            this.reader = reader;
        }

        SpecificRecord read(BinaryDecoder in) throws IOException {
            if (compiled) {
                return reader.read(null, in);
            }
            synchronized (this) {
                SpecificRecord record = reader.read(null, in);
                compiled = true;
                return record;
            }
        }
    }

    private static SpecificData modelOf(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        return SpecificData.getForClass(type);
    }
}
