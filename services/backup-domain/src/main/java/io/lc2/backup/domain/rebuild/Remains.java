package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.operation.OperationState;

/** What is left of an operation in commands and events; of one that has ended no more than rules need. */
public sealed interface Remains {

    /** Asked for, and nothing says that an executor saw it. */
    record Asked(BackupCommand command) implements Remains {}

    /** Refused; there is no operation. */
    record Refused() implements Remains {}

    /** Begun, and no end is known. */
    record Open(OperationState state) implements Remains {}

    /**
     * Ended.
     *
     * @param first the meta data of its first event
     * @param version sequence of its last event
     * @param end how
     */
    record Over(EventMeta first, long version, End end) implements Remains {}

    /** How an operation ended. */
    enum End {
        /** As asked. */
        COMPLETED,
        /** With a failure, or on request. */
        UNDONE,
        /** By an earlier recovery, because its end was lost. */
        CUT_OFF
    }
}
