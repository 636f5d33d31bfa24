package io.lc2.backup.local;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configured stores, made once and kept open. */
final class LocalStores implements ConfiguredStores, AutoCloseable {

    private final Map<String, OpenedStore> opened = new TreeMap<>();
    private final LocalExecutorSettings.Repository repository;

    LocalStores(LocalExecutorSettings settings, Map<String, String> environment) {
        this.repository = settings.repository();
        if (!settings.stores().containsKey(repository.store())) {
            throw new IllegalArgumentException(
                    "lc2.executor.repository.store is %s, which is none of lc2.executor.stores %s. Configure it there, or name one of them."
                            .formatted(
                                    repository.store(),
                                    new TreeSet<>(settings.stores().keySet())));
        }
        settings.stores()
                .forEach((name, store) ->
                        opened.put(name, OpenedStore.open("lc2.executor.stores." + name, store, environment)));
    }

    @Override
    public ObjectStore store(String name) {
        return find(name).store();
    }

    @Override
    public Buckets buckets(String name) {
        return find(name).buckets();
    }

    @Override
    public Repository repository() {
        return new Repository(repository.store(), store(repository.store()), repository.bucket());
    }

    @Override
    public void close() {
        opened.values().forEach(OpenedStore::close);
    }

    private OpenedStore find(String name) {
        OpenedStore found = opened.get(name);
        if (found == null) {
            throw new PermanentProviderException(
                    FailureCode.NOT_CONFIGURED,
                    "This executor has no store " + name + "; it has " + opened.keySet(),
                    "Name one of them in the request, or configure lc2.executor.stores." + name + ".",
                    null);
        }
        return found;
    }
}
