package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.domain.catalog.CatalogInput;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Makes the processor of each task and owns its store. */
final class FoldSupplier implements ProcessorSupplier<String, @Nullable CatalogInput, String, byte[]> {

    private final EntryFormat format;
    private final EntryListener listener;

    FoldSupplier(EntryFormat format, EntryListener listener) {
        this.format = format;
        this.listener = listener;
    }

    @Override
    public Processor<String, @Nullable CatalogInput, String, byte[]> get() {
        return new CatalogProcessor(format, listener);
    }

    /** Cached, so that the many progress events between two commits reach RocksDB and the changelog once. */
    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CatalogTopology.STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
    }
}
