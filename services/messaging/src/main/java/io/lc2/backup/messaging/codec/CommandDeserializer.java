package io.lc2.backup.messaging.codec;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads commands so that a wrong value is an answer, not an exception. */
final class CommandDeserializer implements Deserializer<DecodedCommand> {

    /**
     * Largest command in bytes: twice what a request may say. What is made of a command (its refusal, its entry in the
     * catalog) carries parts of it and must fit into a record again.
     */
    static final int LARGEST = 512 * 1024;

    private final BackupCommandCodec codec;
    private final Deserializer<SpecificRecord> wire;
    private final UnknownFields unknownFields;

    CommandDeserializer(BackupCommandCodec codec, Deserializer<SpecificRecord> wire, UnknownFields unknownFields) {
        this.codec = codec;
        this.wire = wire;
        this.unknownFields = unknownFields;
    }

    @Override
    public @Nullable DecodedCommand deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public @Nullable DecodedCommand deserialize(String topic, Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length > LARGEST) {
            throw new SerializationException(
                    "A command of topic %s has %d bytes; at most %d are read.".formatted(topic, data.length, LARGEST));
        }
        SpecificRecord record = wire.deserialize(topic, headers, data);
        DecodedCommand command = codec.decode(record);
        String unknown = unknownFields.firstIn(data, record.getSchema());
        return unknown == null
                ? command
                : codec.malformed(
                        record, unknown, "is not known to this version; upgrade the executor or leave the field out");
    }
}
