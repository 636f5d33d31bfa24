package io.lc2.backup.messaging.codec;

import io.lc2.backup.messaging.serde.GeneratedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records as bare Avro bytes and as Avro's JSON. */
final class AvroBytes {

    private AvroBytes() {}

    static byte[] of(SpecificRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(record, EncoderFactory.get().binaryEncoder(out, null));
        return out.toByteArray();
    }

    static String json(SpecificRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(record, EncoderFactory.get().jsonEncoder(record.getSchema(), out, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    static SpecificRecord read(Class<?> type, Schema writer, byte[] bytes) {
        GeneratedClasses.trust();
        SpecificData model = SpecificData.getForClass(type);
        try {
            return new SpecificDatumReader<SpecificRecord>(writer, model.getSchema(type), model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SpecificRecord record, Encoder encoder) {
        try {
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), SpecificData.getForClass(record.getClass()))
                    .write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
