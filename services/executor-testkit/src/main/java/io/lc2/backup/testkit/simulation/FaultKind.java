package io.lc2.backup.testkit.simulation;

/** What can go wrong, and what triggers it. */
public enum FaultKind {
    /** The provider asks to slow down; nothing happened. */
    THROTTLED(Trigger.CALL),
    /** No answer, and nothing happened. */
    NO_ANSWER(Trigger.CALL),
    /** No answer, though it happened. */
    TIMEOUT_AFTER_SUCCESS(Trigger.CALL),
    /** The call takes very long. */
    STUCK(Trigger.CALL),
    /** The provider refuses for good. */
    REFUSED(Trigger.CALL),
    /** What is written arrives damaged. */
    DAMAGED(Trigger.CALL),
    /** The process dies before the call. */
    CRASH_BEFORE_CALL(Trigger.CALL),
    /** The process dies right after the call had its effect. */
    CRASH_AFTER_CALL(Trigger.CALL),
    /** A report never reaches the log. */
    REPORT_LOST(Trigger.REPORT),
    /** A report reaches the log late, and those after it with it. */
    REPORT_DELAYED(Trigger.REPORT),
    /** A report reaches the log twice, the second time late. */
    REPORT_DUPLICATED(Trigger.REPORT),
    /** A command is published again. */
    COMMAND_REPEATED(Trigger.COMMAND),
    /** The process dies with its transaction open. */
    CRASH_BEFORE_COMMIT(Trigger.COMMIT),
    /** The process dies right after its transaction is committed. */
    CRASH_AFTER_COMMIT(Trigger.COMMIT),
    /** A transaction is aborted and the partition taken up again by the same process. */
    ABORTED(Trigger.COMMIT),
    /** A process dies and is back later. */
    CRASH(Trigger.TIME),
    /** A process dies and never comes back. */
    LOST_FOR_GOOD(Trigger.TIME),
    /** A process stands still; when that is long, others take over what it believes to own. */
    FROZEN(Trigger.TIME),
    /** A partition moves; its old owner learns of it later and works on until then. */
    MOVED(Trigger.TIME),
    /** The clock of an executor is wrong. */
    CLOCK_SKEW(Trigger.START);

    private final Trigger trigger;

    FaultKind(Trigger trigger) {
        this.trigger = trigger;
    }

    Trigger trigger() {
        return trigger;
    }

    /** What a fault waits for. */
    enum Trigger {
        /** The n-th call to the provider. */
        CALL,
        /** The n-th report of a worker. */
        REPORT,
        /** The n-th command. */
        COMMAND,
        /** The n-th commit. */
        COMMIT,
        /** A time. */
        TIME,
        /** The beginning. */
        START
    }
}
