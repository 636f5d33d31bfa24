package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectStore;

/**
 * A bucket somewhere.
 *
 * @param store its store
 * @param bucket its name
 */
public record Place(ObjectStore store, String bucket) {

    /** Whether objects can go from here to there without passing through us. */
    boolean copiesInsideTo(Place other) {
        return store.capabilities().serverSideCopy()
                && store.capabilities()
                        .address()
                        .equals(other.store.capabilities().address());
    }
}
