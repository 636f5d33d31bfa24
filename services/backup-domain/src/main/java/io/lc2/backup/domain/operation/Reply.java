package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.plan.Planning.Refused;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.request.Violation;
import java.util.List;
import java.util.Optional;

/** The answer to one command. */
final class Reply {
    private final Draft draft;
    private final BackupCommand command;
    private final Provider provider;
    private final Limits limits;

    Reply(Draft draft, BackupCommand command, Provider provider, Limits limits) {
        this.draft = draft;
        this.command = command;
        this.provider = provider;
        this.limits = limits;
    }

    void rejectAsInvalid(List<Violation> violations) {
        String text = String.join(
                "; ",
                violations.stream()
                        .map(violation -> violation.field() + " " + violation.message())
                        .toList());
        reject(RejectionCode.INVALID_REQUEST, text, "Correct the request and send it with a new command id.");
    }

    boolean rejectedAsTaken(OperationId id) {
        ProjectState state = draft.state();
        if (state.open().containsKey(id)
                || state.ended().contains(id)
                || state.points().containsKey(id)) {
            reject(
                    RejectionCode.OPERATION_ID_TAKEN,
                    "The id " + id + " belongs to another operation",
                    "Send the command with a new id.");
            return true;
        }
        long queued = state.open().values().stream()
                .filter(Queued.class::isInstance)
                .filter(waiting -> !waiting.inGrace(draft.moment().now()))
                .count();
        if (queued >= limits.queuedPerProject()) {
            reject(
                    RejectionCode.QUEUE_FULL,
                    queued + " operations of this project are waiting, as many as may",
                    "Wait until some have ended, or cancel some.");
            return true;
        }
        return false;
    }

    Optional<RecoveryPoint> activePoint(OperationId backupId) {
        RecoveryPoint point = draft.state().points().get(backupId);
        if (point == null) {
            rejectUnknownBackup(backupId);
            return Optional.empty();
        }
        if (point.lifecycle() != Lifecycle.ACTIVE) {
            rejectDeleted(point);
            return Optional.empty();
        }
        return Optional.of(point);
    }

    void rejectUnknownBackup(OperationId backupId) {
        reject(
                RejectionCode.BACKUP_NOT_FOUND,
                "There is no completed backup " + backupId + " in this project",
                "List the backups of the project; only completed ones can be used.");
    }

    void rejectDeleted(RecoveryPoint point) {
        reject(
                RejectionCode.BACKUP_DELETED,
                "Backup " + point.backupId() + " is deleted",
                "Use another backup of environment " + point.environment() + ".");
    }

    void reject(Refused refused) {
        reject(RejectionCode.NOT_SUPPORTED, refused.message(), refused.nextStep());
    }

    void reject(RejectionCode code, String message, String nextStep) {
        draft.happened(new CommandRejected(
                command.meta(),
                command.getClass().getSimpleName(),
                Answers.subject(command),
                draft.moment().now(),
                code,
                message,
                nextStep));
    }

    /** Meta data of an event of a recovery point, caused by this command. */
    RecoveryPointMeta about(RecoveryPoint point) {
        CommandMeta by = command.meta();
        return new RecoveryPointMeta(
                point.backupId(),
                by.project(),
                point.environment(),
                point.application(),
                provider,
                draft.moment().now(),
                by.commandId(),
                by.actor(),
                by.correlationId());
    }

    EventMeta first(OperationId id, OperationKind kind, String environment, Application application) {
        CommandMeta by = command.meta();
        return new EventMeta(
                id,
                kind,
                by.project(),
                environment,
                application,
                provider,
                1,
                draft.moment().now(),
                by.commandId(),
                by.actor(),
                by.correlationId());
    }

    /** The same meta data, but caused by this command: who cancels is not who asked for the operation. */
    EventMeta causedBy(EventMeta meta) {
        CommandMeta by = command.meta();
        return new EventMeta(
                meta.operationId(),
                meta.kind(),
                meta.project(),
                meta.environment(),
                meta.application(),
                meta.provider(),
                meta.sequence(),
                meta.occurredAt(),
                by.commandId(),
                by.actor(),
                by.correlationId());
    }
}
