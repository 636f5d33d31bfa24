package io.lc2.backup.domain.request;

/** Which part of a recovery point is brought back. */
public enum RestoreType {
    /** Everything the backup holds. */
    FULL,
    /** The databases. */
    DATABASE_ONLY,
    /** The document library. */
    STORAGE_ONLY,
    /** The configuration. */
    CONFIGURATION_ONLY,
    /** The content model. */
    CONTENT_MODEL_ONLY,
    /** Some key prefixes or tables. */
    SELECTIVE
}
