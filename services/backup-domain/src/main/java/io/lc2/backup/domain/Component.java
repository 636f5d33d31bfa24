package io.lc2.backup.domain;

/** The parts of an environment that a backup may hold, any subset of them. */
public enum Component {
    /** The relational database. */
    DATABASE,

    /** The document library. */
    OBJECTS,

    /** Exported configuration. */
    CONFIGURATION,

    /** Exported content model. */
    CONTENT_MODEL,

    /** The search index. */
    SEARCH,

    /** The description of the backup itself; it is what makes the rest a backup. */
    MANIFEST
}
