package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;

/** Everything a decision can be asked about. */
public sealed interface Input {

    /** A command arrived. */
    record CommandReceived(BackupCommand command) implements Input {}

    /** A worker said something. */
    record ReportReceived(StepReport report) implements Input {}

    /**
     * Nobody knows whether the worker of this attempt still lives.
     *
     * @param attempt which
     * @param reason {@link StartReason#REASSIGNED} or {@link StartReason#HEARTBEAT_LOST}
     */
    record AttemptLost(StepAttempt attempt, StartReason reason) implements Input {}

    /** A time asked for by {@link Effect.WakeAt} has come. */
    record TimePassed(OperationId operationId) implements Input {}

    /** Slots may have become free: the queue is looked at. */
    record QueueChecked() implements Input {}
}
