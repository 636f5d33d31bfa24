package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.OperationId;
import java.util.Optional;

/** The few things done to whole buckets. Failures as in {@link ObjectStore}. */
public interface Buckets {

    /** Whether a bucket is there. */
    boolean exists(String bucket);

    /**
     * Makes a bucket that says whose it is; adopts it when it is there and says the same, or when it is there, empty and
     * says nothing, as after a crash half-way.
     *
     * @throws PermanentProviderException with {@code TARGET_NOT_OURS} when it is there and says otherwise
     */
    void create(String bucket, OperationId owner);

    /** Whose it is; empty when it is not there or was not made by us. */
    Optional<OperationId> owner(String bucket);

    /** Removes an empty bucket that says it is this owner's; nothing happens when it is gone. */
    void remove(String bucket, OperationId owner);

    /**
     * Makes sure that what was written below a prefix survives a loss of power. Cheap where the store has promised so
     * already.
     */
    void flush(String bucket, String prefix);

    /** Removes what writers that never committed left behind for keys that begin with a prefix. */
    void discardUnfinished(String bucket, String prefix);
}
