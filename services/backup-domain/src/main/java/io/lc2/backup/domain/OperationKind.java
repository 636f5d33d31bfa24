package io.lc2.backup.domain;

/** What an operation does. */
public enum OperationKind {
    /** Makes a recovery point. */
    BACKUP,

    /** Brings a recovery point back somewhere. */
    RESTORE,

    /** Reads a recovery point back and checks it. */
    VERIFICATION,

    /** Removes the data of a recovery point. */
    PURGE
}
