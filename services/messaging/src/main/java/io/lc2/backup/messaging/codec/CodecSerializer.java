package io.lc2.backup.messaging.codec;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Codec first, then wire format. */
final class CodecSerializer<V> implements Serializer<V> {

    private final Codec<V> codec;
    private final Serializer<SpecificRecord> wire;

    CodecSerializer(Codec<V> codec, Serializer<SpecificRecord> wire) {
        this.codec = codec;
        this.wire = wire;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        return serialize(topic, new RecordHeaders(), value);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V value) {
        return value == null ? null : wire.serialize(topic, headers, codec.toAvro(value));
    }
}
