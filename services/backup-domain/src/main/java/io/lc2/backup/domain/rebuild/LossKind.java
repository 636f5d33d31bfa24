package io.lc2.backup.domain.rebuild;

/** What could not be recovered: stable names, and what somebody can do about each. Add, never rename. */
public enum LossKind {
    /** A command was acknowledged, and nothing says that an executor saw it. */
    COMMAND_LOST("Ask again, if it is still wanted; it is not carried out by itself."),
    /** An operation had begun and its end is not known; it counts as failed. */
    OPERATION_CUT_OFF("Look at what it was to make, then ask again; nothing is run again by itself."),
    /** A backup is known from its manifest alone: it can be restored; who asked, why and for how long is lost. */
    REQUEST_LOST("Nothing has to be done to restore it; its retention is the default now."),
    /** Events of an operation are missing between others; what came after the first missing one does not count. */
    EVENTS_MISSING("Compare what the catalog says of it with the environment."),
    /** The log says that a backup is complete, but its manifest is not in the bucket: it was deleted, or lost, since. */
    BACKUP_GONE("Do not count on it: restore another one. Delete it, if it was being deleted."),
    /** A manifest cannot be read, or is not what was written. */
    MANIFEST_DAMAGED("Do not use this backup; restore another one and find out who changed the repository."),
    /** A policy was in force; the scheduler does not take policies over from a log that was rebuilt. */
    POLICY_LOST("Apply its document again with 'lc2 policy apply -f'; until then nothing runs by it."),
    /** Data of a backup that was never complete, was cancelled or was removed. */
    LEFT_IN_BUCKET("Look at the folder of the backup, and remove it if nobody needs it."),
    /** A file of the archive cannot be read, or is not what was written. */
    ARCHIVE_DAMAGED("Bring the file back from a copy and rebuild a new log, or compare with what people remember."),
    /** Between two files of the archive a part of the log is missing. */
    ARCHIVE_HOLE("Look for the missing file, bring it back and rebuild a new log, or live with the gap."),
    /** A record that was archived cannot be read; it is in the new log as it was in the old one. */
    RECORD_UNREADABLE("Look at it with 'lc2 deadletters list'."),
    /** A record whose schema was not archived; it is not in the new log, since its bytes mean nothing without. */
    SCHEMA_MISSING("Find the schema in a copy of the old registry, or live without the record.");

    private final String nextStep;

    LossKind(String nextStep) {
        this.nextStep = nextStep;
    }

    /** What somebody can do about it. */
    public String nextStep() {
        return nextStep;
    }
}
