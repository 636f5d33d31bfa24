package io.lc2.backup.catalog.fold;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.springframework.util.unit.DataSize;

/**
 * The memory outside the heap that the stores of all partitions share: without it each of them would take its own, and
 * the sum would grow with the number of partitions.
 */
public final class StoreMemory implements AutoCloseable {

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * Takes nothing yet; grows up to the bounds.
     *
     * @param blocks bound of what is cached for reading, write buffers included
     * @param buffers bound of what waits to be written
     */
    public StoreMemory(DataSize blocks, DataSize buffers) {
        RocksDB.loadLibrary();
        cache = new LRUCache(blocks.toBytes());
        writeBuffers = new WriteBufferManager(buffers.toBytes(), cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** After the last store was closed. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
