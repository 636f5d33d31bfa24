package io.lc2.backup.executor.runtime;

import java.util.Map;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory that all persistent stores of an executor share, blocks read and buffers written alike. Without it each
 * of the 96 stores of 48 partitions would take up to 98 MB of its own.
 */
final class StoreMemory implements AutoCloseable {

    /** Key under which the configuration of Kafka Streams carries it to {@link SmallStores}. */
    static final String CONFIG = "lc2.store.memory";

    private final LRUCache cache;
    private final WriteBufferManager buffers;

    StoreMemory(long bytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(bytes);
        // Half for what is written, and that counts against the cache: the sum stays within the bound.
        buffers = new WriteBufferManager(bytes / 2, cache);
    }

    static StoreMemory of(Map<String, Object> configs) {
        if (configs.get(CONFIG) instanceof StoreMemory memory) {
            return memory;
        }
        throw new IllegalStateException(CONFIG + " is not set");
    }

    LRUCache cache() {
        return cache;
    }

    WriteBufferManager buffers() {
        return buffers;
    }

    /** To be called when all stores are closed. */
    @Override
    public void close() {
        buffers.close();
        cache.close();
    }
}
