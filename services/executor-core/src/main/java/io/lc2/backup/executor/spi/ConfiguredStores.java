package io.lc2.backup.executor.spi;

/** The stores an executor is configured with, by name (R-73: requests carry names, never addresses or credentials). */
public interface ConfiguredStores {

    /**
     * The store of that name.
     *
     * @throws PermanentProviderException with {@code NOT_CONFIGURED}, naming the stores there are
     */
    ObjectStore store(String name);

    /** Bucket operations of the store of that name; failures as in {@link #store}. */
    Buckets buckets(String name);

    /** Where backups of all projects are kept: a store and a bucket in it. */
    Repository repository();

    /**
     * The backup repository.
     *
     * @param storeName name of its store
     * @param store the store
     * @param bucket the bucket
     */
    record Repository(String storeName, ObjectStore store, String bucket) {}
}
