package io.lc2.backup.executor.spi;

/**
 * What a store can do, as data.
 *
 * @param serverSideCopy whether {@link ObjectStore#copy} works inside this store
 * @param address identity of the store: two stores with the same address are the same one
 */
public record StoreCapabilities(boolean serverSideCopy, String address) {}
