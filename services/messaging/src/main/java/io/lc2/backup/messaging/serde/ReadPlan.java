package io.lc2.backup.messaging.serde;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** How records of one schema id become instances of the class of that name. Thread-safe. */
final class ReadPlan {

    private final int schemaId;
    private final String recordType;
    private final @Nullable SpecificDatumReader<SpecificRecord> reader;

    // The reader compiles itself at its first read, without a lock of its own.
    private volatile boolean compiled;

    private ReadPlan(int schemaId, String recordType, @Nullable SpecificDatumReader<SpecificRecord> reader) {
        this.schemaId = schemaId;
        this.recordType = recordType;
        this.reader = reader;
    }

    static ReadPlan of(int schemaId, Schema writer) {
        String name = writer.getFullName();
        Class<?> type = writer.getType() == Schema.Type.RECORD ? classOf(writer) : null;
        if (type == null) {
            return new ReadPlan(schemaId, name, null);
        }
        GeneratedClasses.trust();
        SpecificData model = SpecificData.getForClass(type);
        return new ReadPlan(schemaId, name, new SpecificDatumReader<>(writer, model.getSchema(type), model));
    }

    @SuppressWarnings(
            "IllegalCatch") // The boundary to Avro, whose failures on bad bytes have no common type below this one.
    SpecificRecord read(String topic, BinaryDecoder in) {
        if (reader == null) {
            throw new UnknownRecordTypeException(topic, recordType, schemaId);
        }
        SpecificRecord result;
        boolean atEnd;
        try {
            result = read(reader, in);
            atEnd = in.isEnd();
        } catch (EOFException e) {
            throw undecodable(topic, "it is truncated");
        } catch (SystemLimitException e) {
            throw undecodable(topic, "it declares a length beyond the limits");
        } catch (StackOverflowError e) {
            throw undecodable(topic, "it is nested too deeply");
        } catch (IOException | RuntimeException e) {
            // Neither message nor cause: they may quote the payload.
            throw undecodable(
                    topic, "it does not fit the schemas (" + e.getClass().getSimpleName() + ")");
        }
        if (!atEnd) {
            throw undecodable(topic, "bytes are left over, so it was written with another schema");
        }
        return result;
    }

    private SpecificRecord read(SpecificDatumReader<SpecificRecord> with, BinaryDecoder in) throws IOException {
        if (compiled) {
            return with.read(null, in);
        }
        synchronized (this) {
            SpecificRecord result = with.read(null, in);
            compiled = true;
            return result;
        }
    }

    private SerializationException undecodable(String topic, String why) {
        return new SerializationException("A record %s of topic %s (schema id %d) cannot be decoded: %s."
                .formatted(recordType, topic, schemaId, why));
    }

    // The name comes from the registry: the class is not initialised before it is known to be a record.
    private static @Nullable Class<?> classOf(Schema writer) {
        try {
            Class<?> type = Class.forName(SpecificData.getClassName(writer), false, ReadPlan.class.getClassLoader());
            return SpecificRecord.class.isAssignableFrom(type) ? type : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
