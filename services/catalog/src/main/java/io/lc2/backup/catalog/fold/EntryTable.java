package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryWriter.Written;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of one task, in terms of entries. It keeps the entries of operations at work decoded: their events come in
 * rows, and reading a large entry for each of them would cost more than folding it. Used by one stream thread.
 */
final class EntryTable {

    /** Per task; a project runs few operations at once, and a task has few busy projects. */
    private static final int DECODED = 128;

    private static final float LOAD = 0.75f;

    private final KeyValueStore<String, byte[]> store;
    private final EntryFormat format;
    private final Map<String, Written> decoded = new LinkedHashMap<>(DECODED, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
            return size() > DECODED;
        }
    };

    EntryTable(KeyValueStore<String, byte[]> store, EntryFormat format) {
        this.store = store;
        this.format = format;
    }

    /** An entry with its bytes; null when there is none. */
    @Nullable Written find(String key) {
        Written known = decoded.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(key);
        return bytes == null ? null : new Written(format.read(bytes), bytes, null);
    }

    void put(String key, Written entry) {
        store.put(key, entry.bytes());
        if (entry.entry() instanceof Known known && !known.state().ended()) {
            decoded.put(key, entry);
        } else {
            decoded.remove(key);
        }
    }
}
