package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.ObjectStore;

/**
 * Library and repository in one store, whatever it is called.
 *
 * @param made the store
 * @param buckets its buckets
 * @param repositoryBucket where backups go
 */
record OneStore(ObjectStore made, Buckets buckets, String repositoryBucket) implements ConfiguredStores {

    static final String NAME = "store";

    @Override
    public ObjectStore store(String name) {
        return made;
    }

    @Override
    public Buckets buckets(String name) {
        return buckets;
    }

    @Override
    public Repository repository() {
        return new Repository(NAME, made, repositoryBucket);
    }
}
