package io.lc2.backup.catalog.fold;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Lets a store use the memory all stores share. Kafka Streams makes one per store, so the memory comes with the settings. */
public final class SharedStoreMemory implements RocksDBConfigSetter {

    /** Setting with the {@link StoreMemory}. */
    static final String MEMORY = "lc2.store.memory";

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (configs.get(MEMORY) instanceof StoreMemory memory
                && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            table.setBlockCache(memory.cache());
            table.setCacheIndexAndFilterBlocks(true);
            options.setWriteBufferManager(memory.writeBuffers());
            options.setTableFormatConfig(table);
        }
    }

    /** The memory outlives the store. */
    @Override
    public void close(String storeName, Options options) {}
}
