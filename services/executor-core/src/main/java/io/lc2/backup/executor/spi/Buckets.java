package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.OperationId;

/** The few things done to whole buckets. Failures as in {@link ObjectStore}. */
public interface Buckets {

    /** Whether a bucket is there. */
    boolean exists(String bucket);

    /**
     * Makes a bucket that says whose it is; adopts it when it is there.
     *
     * @throws PermanentProviderException with {@code TARGET_NOT_OURS} when it is there and cannot be adopted
     */
    void create(String bucket, OperationId owner);

    /**
     * Whether a bucket is this owner's: it says so, or it is empty and says nothing, as after a crash half-way through
     * making or removing it, and says so from now on. Nothing is made when it is not there.
     */
    boolean adopt(String bucket, OperationId owner);

    /**
     * Removes an empty bucket that says it is this owner's; nothing happens when it is gone. A crash half-way may leave
     * an empty bucket that says nothing, so whoever tries again adopts first.
     *
     * @throws PermanentProviderException with {@code TARGET_NOT_OURS} when it says otherwise or holds objects
     */
    void remove(String bucket, OperationId owner);

    /**
     * Makes sure that what was written below a prefix survives a loss of power. Cheap where the store has promised so
     * already.
     */
    void flush(String bucket, String prefix);

    /** Removes what writers that never committed left behind for keys that begin with a prefix. */
    void discardUnfinished(String bucket, String prefix);
}
