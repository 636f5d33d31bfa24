package io.lc2.backup.domain.recovery;

/** Whether the data of a recovery point is there. */
public enum Lifecycle {
    /** Restorable. */
    ACTIVE,
    /** Marked for removal; not restorable. */
    SOFT_DELETED,
    /** Removed at the provider. */
    PURGED
}
