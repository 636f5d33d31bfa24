package io.lc2.backup.executor.streams;

import io.lc2.backup.messaging.headers.CloudEventHeaders;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one topic as what the processor takes; records that do not concern it are recognised by the provider
 * in their header.
 *
 * @param <V> what the topic holds
 */
final class InboundDeserializer<V> implements Deserializer<@Nullable Inbound> {

    private static final Inbound SKIPPED = new Inbound.Skipped();

    private final Deserializer<V> inner;
    private final Function<V, Inbound> wrap;
    private final Predicate<String> skipped;

    /**
     * Wraps a deserializer.
     *
     * @param skipped whether a record with this provider in its header is passed over; one without is always read
     */
    InboundDeserializer(Deserializer<V> inner, Function<V, Inbound> wrap, Predicate<String> skipped) {
        this.inner = inner;
        this.wrap = wrap;
        this.skipped = skipped;
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
        boolean skip = CloudEventHeaders.providerOf(headers).filter(skipped).isPresent();
        return skip ? SKIPPED : wrap.apply(inner.deserialize(topic, headers, data));
    }

    @Override
    public void close() {
        inner.close();
    }
}
