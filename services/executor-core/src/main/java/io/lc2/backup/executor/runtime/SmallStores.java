package io.lc2.backup.executor.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** For {@code rocksdb.config.setter}: many small stores in one bounded piece of memory, {@link StoreMemory}. */
public final class SmallStores implements RocksDBConfigSetter {

    private static final long WRITE_BUFFER = 1024 * 1024L;
    private static final int WRITE_BUFFERS = 2;

    /** For Kafka Streams, which makes it by name. */
    public SmallStores() {
        // Nothing to set up.
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        StoreMemory memory = StoreMemory.of(configs);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.buffers());
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared is closed by its owner, after the last store.
    }
}
