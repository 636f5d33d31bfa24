package io.lc2.backup.domain.recovery;

/** How well a recovery point is proven. */
public enum Verification {
    /** Not proven, or the last proof failed. */
    NONE,
    /** Everything was read back and its checksums agree. */
    CHECKSUM,
    /** A drill restored it and checked the result. */
    RESTORED
}
