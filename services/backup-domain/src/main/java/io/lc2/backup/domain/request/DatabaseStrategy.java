package io.lc2.backup.domain.request;

/** How the database is taken; a request may switch on several. */
public enum DatabaseStrategy {
    /** Managed incremental snapshots on the clouds; base backup and WAL on local. */
    INCREMENTAL,
    /** A fast snapshot that stays in its cloud. */
    SNAPSHOT,
    /** A portable dump: PostgreSQL custom format. */
    DUMP
}
