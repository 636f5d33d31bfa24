package io.lc2.backup.messaging.codec;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Wire format first, then codec; what either refuses is a SerializationException. */
final class CodecDeserializer<V> implements Deserializer<V> {

    private final Codec<V> codec;
    private final Deserializer<SpecificRecord> wire;

    CodecDeserializer(Codec<V> codec, Deserializer<SpecificRecord> wire) {
        this.codec = codec;
        this.wire = wire;
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return data == null ? null : codec.fromAvro(wire.deserialize(topic, headers, data));
    }
}
