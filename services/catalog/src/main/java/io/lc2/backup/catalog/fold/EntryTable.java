package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.domain.catalog.CatalogEntry;
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
    private final Map<String, CatalogEntry> decoded = new LinkedHashMap<>(DECODED, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CatalogEntry> eldest) {
            return size() > DECODED;
        }
    };

    EntryTable(KeyValueStore<String, byte[]> store, EntryFormat format) {
        this.store = store;
        this.format = format;
    }

    @Nullable CatalogEntry find(EntryKey key) {
        String text = key.text();
        CatalogEntry known = decoded.get(text);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(text);
        return bytes == null ? null : format.read(bytes);
    }

    /** Puts bytes that {@link EntryFormat#write} made of the entry. */
    void put(String key, CatalogEntry entry, byte[] bytes) {
        store.put(key, bytes);
        if (entry instanceof Known known && !known.state().ended()) {
            decoded.put(key, entry);
        } else {
            decoded.remove(key);
        }
    }
}
