package io.lc2.backup.testkit.simulation;

/** Bugs planted around the real parts, to show that the simulation finds them. */
public enum Mutation {
    /** A report counts for the current attempt, whoever sent it. */
    DROP_ATTEMPT_CHECK,
    /** Free slots are computed from threads at work instead of operations in the stores. */
    COUNT_THREADS,
    /** The manifest is written before the data. */
    MANIFEST_FIRST,
    /** Silence of a worker means nothing. */
    IGNORE_WATCHDOG,
    /** Commands that were answered before are decided again. */
    SKIP_DEDUP,
    /** A legal hold means nothing when a removal begins. */
    FORGET_HOLDS,
    /** Nobody asks whether another backup is left when a removal is ordered and begins. */
    FORGET_THE_LAST,
    /** A purge does not ask what one of the living backups needs of the objects they share. */
    OVERLOOK_A_MANIFEST,
    /** Whoever reads a backup removes shared objects that no manifest needs, though reading takes no environment. */
    TIDY_WHILE_READING
}
