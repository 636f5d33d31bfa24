package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Component;

/** What a step does. A plan holds each kind at most once, so the kind names the step. */
public enum StepKind {
    /** Streams a portable dump of the databases into the backup; its start is T0. */
    DUMP_DATABASE(Component.DATABASE),
    /** Reads the dump back: decompression, table of contents, markers, row counts. */
    VALIDATE_DATABASE(Component.DATABASE),
    /** Copies the document library into the backup. */
    COPY_OBJECTS(Component.OBJECTS),
    /** Compares counts and bytes with the listing and reads a sample back. */
    VALIDATE_OBJECTS(Component.OBJECTS),
    /** Writes the manifest, last, and thereby makes the backup exist. */
    WRITE_MANIFEST(Component.MANIFEST),
    /** Checks manifest and checksums of the backup before anything is made or changed. */
    CHECK_BACKUP(Component.MANIFEST),
    /** Brings the databases back. */
    RESTORE_DATABASE(Component.DATABASE),
    /** Brings the document library back. */
    RESTORE_OBJECTS(Component.OBJECTS),
    /** Compares what was restored with the manifest. */
    VALIDATE_RESTORE(Component.MANIFEST),
    /** Reads a whole backup back and compares every checksum. */
    VERIFY_BACKUP(Component.MANIFEST),
    /** Removes the data of a backup, its manifest first. */
    PURGE_BACKUP(Component.MANIFEST),
    /** Removes what a failed or cancelled operation, or a drill, made outside, and nothing that is not its own. */
    CLEAN_UP(Component.MANIFEST);

    private final Component component;

    StepKind(Component component) {
        this.component = component;
    }

    /** The part of a backup that is concerned. */
    public Component component() {
        return component;
    }
}
