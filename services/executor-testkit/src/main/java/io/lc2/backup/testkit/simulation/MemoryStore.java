package io.lc2.backup.testkit.simulation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store of one task: starts from what is committed and keeps what the open transaction changes apart. */
final class MemoryStore<V> implements KeyValueStore<String, V> {

    private final String name;
    private final TreeMap<String, V> values;
    private final Map<String, @Nullable V> changes = new LinkedHashMap<>();

    MemoryStore(String name, Map<String, V> committed) {
        this.name = name;
        this.values = new TreeMap<>(committed);
    }

    /** Makes the changes of the transaction part of what is committed. */
    void commitTo(Map<String, V> committed) {
        changes.forEach((key, value) -> {
            if (value == null) {
                committed.remove(key);
            } else {
                committed.put(key, value);
            }
        });
        changes.clear();
    }

    /** Keys the open transaction has changed. */
    List<String> changedKeys() {
        return List.copyOf(changes.keySet());
    }

    Iterable<V> contents() {
        return values.values();
    }

    @Override
    public void put(String key, V value) {
        values.put(key, value);
        changes.put(key, value);
    }

    @Override
    public @Nullable V putIfAbsent(String key, V value) {
        V there = values.get(key);
        if (there == null) {
            put(key, value);
        }
        return there;
    }

    @Override
    public void putAll(List<KeyValue<String, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(String key) {
        changes.put(key, null);
        return values.remove(key);
    }

    @Override
    public @Nullable V get(String key) {
        return values.get(key);
    }

    @Override
    public KeyValueIterator<String, V> range(@Nullable String from, @Nullable String to) {
        NavigableMap<String, V> part = from == null ? values : values.tailMap(from, true);
        return iterator(to == null ? part : part.headMap(to, true));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return iterator(values);
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<String, V> prefixScan(P prefix, S serializer) {
        String from = prefix.toString();
        return iterator(values.subMap(from, true, from + Character.MAX_VALUE, false));
    }

    @Override
    public long approximateNumEntries() {
        return values.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Nothing to open.
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private static <V> KeyValueIterator<String, V> iterator(NavigableMap<String, V> part) {
        Iterator<Map.Entry<String, V>> entries = part.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<String, V> next() {
                Map.Entry<String, V> entry = entries.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException("nobody looks ahead");
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
    }
}
