package io.lc2.backup.executor.streams;

import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.HeaderNames;
import java.util.Map;
import java.util.function.BiFunction;
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
    private final BiFunction<V, Boolean, Inbound> wrap;
    private final Predicate<String> skipped;

    /**
     * Wraps a deserializer.
     *
     * @param wrap gets the value, and whether a recovery of a lost log wrote it
     * @param skipped whether a record with this provider in its header is passed over; one without, and one of a recovery,
     *     is always read
     */
    InboundDeserializer(Deserializer<V> inner, BiFunction<V, Boolean, Inbound> wrap, Predicate<String> skipped) {
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
        return data == null ? null : wrap.apply(inner.deserialize(topic, data), false);
    }

    @Override
    public @Nullable Inbound deserialize(String topic, Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        boolean recovered = headers.lastHeader(HeaderNames.RECOVERED) != null;
        boolean skip = !recovered
                && CloudEventHeaders.providerOf(headers).filter(skipped).isPresent();
        return skip ? SKIPPED : wrap.apply(inner.deserialize(topic, headers, data), recovered);
    }

    @Override
    public void close() {
        inner.close();
    }
}
