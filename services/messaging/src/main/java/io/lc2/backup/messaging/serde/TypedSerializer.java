package io.lc2.backup.messaging.serde;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializer of a sink of a processor that writes to several: its output type is their common one, each sink takes its own.
 *
 * @param <T> what the sink takes; anything else is a {@link ClassCastException}
 */
public final class TypedSerializer<T> implements Serializer<Object> {

    private final Serializer<T> serializer;
    private final Class<T> type;

    private TypedSerializer(Serializer<T> serializer, Class<T> type) {
        this.serializer = serializer;
        this.type = type;
    }

    /**
     * Widens the serializer of a sink.
     *
     * @param serializer of the sink's values
     * @param type of the sink's values
     */
    public static <T> Serializer<Object> typed(Serializer<T> serializer, Class<T> type) {
        return new TypedSerializer<>(serializer, type);
    }

    @Override
    public byte[] serialize(String topic, Object value) {
        return serializer.serialize(topic, type.cast(value));
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Object value) {
        return serializer.serialize(topic, headers, type.cast(value));
    }

    @Override
    public void close() {
        serializer.close();
    }
}
