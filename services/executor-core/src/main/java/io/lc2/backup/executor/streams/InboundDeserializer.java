package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one topic as what the processor takes; records for another provider are recognised by their header.
 *
 * @param <V> what the topic holds
 */
final class InboundDeserializer<V> implements Deserializer<@Nullable Inbound> {

    private static final Inbound FOREIGN = new Inbound.Foreign();

    private final Deserializer<V> inner;
    private final Function<V, Inbound> wrap;
    private final String ownProvider;

    /**
     * Wraps a deserializer.
     *
     * @param ownProvider records for another provider are skipped; empty when all are read
     */
    InboundDeserializer(Deserializer<V> inner, Function<V, Inbound> wrap, String ownProvider) {
        this.inner = inner;
        this.wrap = wrap;
        this.ownProvider = ownProvider;
    }

    /** The provider as the header names it. */
    static String wireName(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
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
        boolean foreign = !ownProvider.isEmpty()
                && CloudEventHeaders.providerOf(headers)
                        .filter(provider -> !provider.equals(ownProvider))
                        .isPresent();
        return foreign ? FOREIGN : wrap.apply(inner.deserialize(topic, headers, data));
    }

    @Override
    public void close() {
        inner.close();
    }
}
