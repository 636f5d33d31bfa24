package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Gets, puts and forwards one value per operation and decides nothing. */
final class BareTopology {

    private static final String STORE = "bare";

    private BareTopology() {}

    /** With the types of the catalog: events are decoded, entries decoded and encoded by the serdes of store and sink. */
    static Topology typed(LogFormats formats, Runnable counter) {
        EntryFormat entries = formats.entries();
        Serde<CatalogEntry> serde = Serdes.serdeFrom(
                (topic, entry) -> entry == null ? null : entries.write(entry),
                (topic, bytes) -> bytes == null ? null : entries.read(bytes));
        return build(formats.events(), serde, typicalEntry(), counter);
    }

    /** With bytes nobody looks at, as many as an entry has. */
    static Topology raw(LogFormats formats, Runnable counter) {
        return build(
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray(),
                formats.entries().write(typicalEntry()),
                counter);
    }

    /** An entry in the middle of its life. */
    static CatalogEntry typicalEntry() {
        List<OperationEvent> events = CatalogRecords.backup(1);
        return EventLog.folded(events.subList(0, events.size() / 2));
    }

    private static <I extends @Nullable Object, V> Topology build(
            Deserializer<I> events, Serde<V> serde, V value, Runnable counter) {
        ProcessorSupplier<String, I, String, V> supplier = new ProcessorSupplier<>() {
            @Override
            public Processor<String, I, String, V> get() {
                return new Bare<>(value, counter);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), serde)
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of()));
            }
        };
        return new Topology()
                .addSource("events", Serdes.String().deserializer(), events, Topics.EVENTS.name())
                .addProcessor("bare", supplier, "events")
                .addSink(
                        "out",
                        Topics.CATALOG.name(),
                        Serdes.String().serializer(),
                        serde.serializer(),
                        ProjectPartitioner.<V>forStreams(),
                        "bare");
    }

    private static final class Bare<I extends @Nullable Object, V> implements Processor<String, I, String, V> {
        private final V value;
        private final Runnable counter;
        private @Nullable ProcessorContext<String, V> context;
        private @Nullable KeyValueStore<String, V> store;

        Bare(V value, Runnable counter) {
            this.value = value;
            this.counter = counter;
        }

        @Override
        public void init(ProcessorContext<String, V> newContext) {
            context = newContext;
            store = newContext.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, I> record) {
            if (context == null || store == null) {
                throw new IllegalStateException("not initialised");
            }
            String subject =
                    new String(record.headers().lastHeader(HeaderNames.SUBJECT).value(), StandardCharsets.UTF_8);
            String key = record.key() + '/' + subject;
            V found = store.get(key);
            V kept = found == null ? value : found;
            store.put(key, kept);
            context.forward(new Record<>(key, kept, record.timestamp()));
            counter.run();
        }
    }
}
