package io.lc2.backup.executor.artifacts;

/** In which way a stored artifact is not what was written. */
public enum Damage {
    /** It has another size. */
    SIZE,
    /** It has another checksum. */
    CHECKSUM,
    /** It does not decompress, or not to the recorded size. */
    COMPRESSION
}
