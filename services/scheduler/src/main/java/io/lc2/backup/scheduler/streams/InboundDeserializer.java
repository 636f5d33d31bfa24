package io.lc2.backup.scheduler.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.messaging.headers.HeaderNames;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one topic as what the processor takes; most of them, such as the progress of steps, are passed over
 * by the type in their header.
 *
 * @param <V> what the topic holds
 */
final class InboundDeserializer<V> implements Deserializer<@Nullable Inbound> {

    private static final Inbound SKIPPED = new Inbound.Skipped();

    /** No type of ours comes near this. */
    private static final int LONGEST_TYPE = 256;

    private final Deserializer<V> inner;
    private final Function<V, Inbound> wrap;
    private final Predicate<String> wanted;

    /**
     * Wraps a deserializer.
     *
     * @param wanted whether records of a type are read, by its simple name; one without the header always is
     */
    InboundDeserializer(Deserializer<V> inner, Function<V, Inbound> wrap, Predicate<String> wanted) {
        this.inner = inner;
        this.wrap = wrap;
        this.wanted = wanted;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        inner.configure(configs, isKey);
    }

    @Override
    public @Nullable Inbound deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : wrap.apply(inner.deserialize(topic, data));
    }

    @Override
    public @Nullable Inbound deserialize(String topic, Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        return isForeign(headers.lastHeader(HeaderNames.TYPE))
                ? SKIPPED
                : wrap.apply(inner.deserialize(topic, headers, data));
    }

    @Override
    public void close() {
        inner.close();
    }

    private boolean isForeign(@Nullable Header type) {
        if (type == null || type.value() == null || type.value().length > LONGEST_TYPE) {
            return false;
        }
        String name = new String(type.value(), UTF_8);
        return !wanted.test(name.substring(name.lastIndexOf('.') + 1));
    }
}
