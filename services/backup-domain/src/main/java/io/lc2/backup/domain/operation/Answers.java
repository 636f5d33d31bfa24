package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.operation.OperationState.Ending;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.Planning;
import io.lc2.backup.domain.plan.Planning.Planned;
import io.lc2.backup.domain.plan.Planning.Refused;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.Violation;
import java.util.List;
import java.util.Optional;

/** Accepts or rejects commands. Every command that is not a repetition is answered by exactly one event. */
final class Answers {

    private final Provider provider;
    private final Planner planner;
    private final Limits limits;

    Answers(Provider provider, Planner planner, Limits limits) {
        this.provider = provider;
        this.planner = planner;
        this.limits = limits;
    }

    void answer(Draft draft, BackupCommand command) {
        HandledCommand before = draft.state().handled().get(command.meta().commandId());
        if (before != null) {
            if (!before.subject().equals(subject(command))) {
                new Reply(draft, command)
                        .reject(
                                RejectionCode.COMMAND_ID_REUSED,
                                "The command id was used before, for " + before.subject(),
                                "Use a new command id, or a new Idempotency-Key, for a different request.");
            }
            return;
        }
        List<Violation> violations = RequestRules.violations(command);
        if (!violations.isEmpty()) {
            new Reply(draft, command).rejectAsInvalid(violations);
            return;
        }
        switch (command) {
            case RequestBackup request -> backup(draft, request);
            case RequestRestore request -> restore(draft, request);
            case VerifyBackup request -> verify(draft, request);
            case DeleteBackup request -> delete(draft, request);
            case CancelOperation request -> cancel(draft, request);
            case PolicyCommand policy -> throw notOurs(policy);
        }
    }

    private void backup(Draft draft, RequestBackup command) {
        Reply reply = new Reply(draft, command);
        BackupRequest request = command.request();
        if (reply.rejectedAsTaken(command.backupId())) {
            return;
        }
        switch (planner.backup(request)) {
            case Refused refused -> reply.reject(refused);
            case Planned planned -> {
                EventMeta meta = reply.first(
                        command.backupId(), OperationKind.BACKUP, request.environment(), request.application());
                draft.happened(new BackupRequested(meta, request, planned.plan()));
            }
        }
    }

    private void restore(Draft draft, RequestRestore command) {
        Reply reply = new Reply(draft, command);
        if (reply.rejectedAsTaken(command.restoreId())) {
            return;
        }
        Optional<RecoveryPoint> point = reply.activePoint(command.request().backupId());
        if (point.isEmpty()) {
            return;
        }
        Planning planning = planner.restore(command.request(), point.get().source());
        switch (planning) {
            case Refused refused -> reply.reject(refused);
            case Planned planned -> {
                EventMeta meta = reply.first(
                        command.restoreId(),
                        OperationKind.RESTORE,
                        command.request().targetEnvironment(),
                        point.get().application());
                draft.happened(new RestoreRequested(
                        meta, command.request(), point.get().source(), planned.plan()));
            }
        }
    }

    private void verify(Draft draft, VerifyBackup command) {
        Reply reply = new Reply(draft, command);
        if (reply.rejectedAsTaken(command.verificationId())) {
            return;
        }
        reply.activePoint(command.backupId()).ifPresent(point -> {
            EventMeta meta = reply.first(
                    command.verificationId(), OperationKind.VERIFICATION, point.environment(), point.application());
            draft.happened(new VerificationRequested(meta, point.source(), planner.verification()));
        });
    }

    private void delete(Draft draft, DeleteBackup command) {
        Reply reply = new Reply(draft, command);
        if (reply.rejectedAsTaken(command.purgeId())) {
            return;
        }
        RecoveryPoint point = draft.state().points().get(command.backupId());
        if (point == null) {
            reply.rejectUnknownBackup(command.backupId());
        } else if (point.lifecycle() == Lifecycle.PURGED || purging(draft, command.backupId())) {
            reply.rejectDeleted(point);
        } else if (point.held()) {
            reply.reject(
                    RejectionCode.BACKUP_ON_HOLD,
                    "Backup " + point.backupId() + " is under legal hold",
                    "Have an admin release the hold first.");
        } else if (used(draft, command.backupId())) {
            reply.reject(
                    RejectionCode.BACKUP_IN_USE,
                    "A restore or verification is reading backup " + point.backupId(),
                    "Wait until it has ended, or cancel it.");
        } else {
            EventMeta meta =
                    reply.first(command.purgeId(), OperationKind.PURGE, point.environment(), point.application());
            draft.happened(new BackupSoftDeleted(meta, point.source(), command.reason(), planner.purge()));
        }
    }

    private void cancel(Draft draft, CancelOperation command) {
        Reply reply = new Reply(draft, command);
        OperationId id = command.operationId();
        OperationState state = draft.find(id);
        if (state == null) {
            boolean known = draft.state().ended().contains(id);
            reply.reject(
                    known ? RejectionCode.OPERATION_ENDED : RejectionCode.OPERATION_NOT_FOUND,
                    known ? "Operation " + id + " has ended" : "There is no operation " + id + " in this project",
                    known ? "Nothing is left to cancel." : "List the operations of the project to find its id.");
        } else if (state instanceof Ending) {
            reply.reject(
                    RejectionCode.OPERATION_ENDED,
                    "Operation " + id + " is ending already",
                    "Wait for its last event.");
        } else if (state.operation().first().kind() == OperationKind.PURGE) {
            reply.reject(
                    RejectionCode.NOT_SUPPORTED,
                    "The deletion of a backup cannot be cancelled",
                    "What is deleted stays deleted; make a new backup.");
        } else {
            draft.happened(new CancellationRequested(reply.causedBy(draft.next(id))));
            if (!(state instanceof Queued)) {
                Progression.stopSteps(draft, id);
            }
            Progression.advance(draft, id);
        }
    }

    private static boolean purging(Draft draft, OperationId backupId) {
        return draft.state().open().values().stream()
                .map(state -> state.operation().subject())
                .anyMatch(subject ->
                        subject instanceof Subject.Purge && subject.backupId().equals(backupId));
    }

    private static boolean used(Draft draft, OperationId backupId) {
        return draft.state().open().values().stream()
                .map(state -> state.operation().subject())
                .anyMatch(subject -> !(subject instanceof Subject.Backup)
                        && subject.backupId().equals(backupId));
    }

    static String subject(BackupCommand command) {
        return switch (command) {
            case RequestBackup c -> c.backupId().value();
            case RequestRestore c -> c.restoreId().value();
            case VerifyBackup c -> c.verificationId().value();
            case DeleteBackup c -> c.purgeId().value();
            case CancelOperation c -> c.operationId().value();
            case PolicyCommand c -> throw notOurs(c);
        };
    }

    private static IllegalArgumentException notOurs(PolicyCommand command) {
        return new IllegalArgumentException(command.getClass().getSimpleName() + " is the scheduler's to answer");
    }

    /** The answer to one command. */
    private final class Reply {
        private final Draft draft;
        private final BackupCommand command;

        Reply(Draft draft, BackupCommand command) {
            this.draft = draft;
            this.command = command;
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
                    subject(command),
                    draft.moment().now(),
                    code,
                    message,
                    nextStep));
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
}
