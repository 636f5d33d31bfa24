package io.lc2.backup.messaging.topics;

import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.TraceParent;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic and what it carries. Keys are strings; the project decides the partition on every topic.
 *
 * @param <V> domain type of its values
 */
public final class Topic<V> {

    private final TopicDefinition definition;
    private final Codec<V> codec;
    private final Function<V, Envelope> envelope;

    Topic(TopicDefinition definition, Codec<V> codec, Function<V, Envelope> envelope) {
        this.definition = definition;
        this.codec = codec;
        this.envelope = envelope;
    }

    /** Its name. */
    public String name() {
        return definition.name();
    }

    /** What it is, for making it. */
    public TopicDefinition definition() {
        return definition;
    }

    /** How its values become records. */
    public Codec<V> codec() {
        return codec;
    }

    /** Key of the record of a value. */
    public String key(V value) {
        return envelope.apply(value).key();
    }

    /** What the outside of the record of a value says. */
    public Envelope envelope(V value) {
        return envelope.apply(value);
    }

    /**
     * Headers of the record of a value.
     *
     * @param value what is written
     * @param source who writes, for example {@code /lc2/executor-local}
     * @param trace the trace it belongs to; null when none
     */
    public CloudEventHeaders headers(V value, String source, @Nullable TraceParent trace) {
        return envelope.apply(value).headers(source, trace);
    }

    /**
     * A record with key and headers, for a producer that is configured with {@link ProjectPartitioner}.
     *
     * @param value what is written
     * @param source who writes, for example {@code /lc2/command-api}
     * @param trace the trace it belongs to; null when none
     */
    public ProducerRecord<String, V> record(V value, String source, @Nullable TraceParent trace) {
        ProducerRecord<String, V> written = new ProducerRecord<>(name(), key(value), value);
        headers(value, source, trace).writeTo(written.headers());
        return written;
    }

    @Override
    public String toString() {
        return name();
    }
}
