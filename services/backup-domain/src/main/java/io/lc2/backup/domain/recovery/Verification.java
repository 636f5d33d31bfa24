package io.lc2.backup.domain.recovery;

/** How well a recovery point is proven; each name says more than the one before it. */
public enum Verification {
    /** Not proven, or the last proof failed. */
    NONE,
    /** Everything was read back and its checksums agree. */
    CHECKSUM,
    /** A drill restored it, checked the result and read everything back. */
    RESTORED
}
