package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.HoldBackup;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.ReleaseBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.BackupCommand.UndeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.operation.OperationState.Ending;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.Planning;
import io.lc2.backup.domain.plan.Planning.Planned;
import io.lc2.backup.domain.plan.Planning.Refused;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Accepts or rejects commands. Every command that is not a repetition is answered by exactly one event. */
final class Answers {

    private final Provider provider;
    private final Planner planner;
    private final Limits limits;
    private final Deletions deletions;

    Answers(Provider provider, Planner planner, Limits limits, Duration grace) {
        this.provider = provider;
        this.planner = planner;
        this.limits = limits;
        this.deletions = new Deletions(planner, grace);
    }

    void answer(Draft draft, BackupCommand command) {
        HandledCommand before = draft.state().handled().get(command.meta().commandId());
        if (before != null) {
            if (!before.subject().equals(subject(command))) {
                reply(draft, command)
                        .reject(
                                RejectionCode.COMMAND_ID_REUSED,
                                "The command id was used before, for " + before.subject(),
                                "Use a new command id, or a new Idempotency-Key, for a different request.");
            }
            return;
        }
        List<Violation> violations = RequestRules.violations(command);
        if (!violations.isEmpty()) {
            reply(draft, command).rejectAsInvalid(violations);
            return;
        }
        switch (command) {
            case RequestBackup request -> backup(draft, request);
            case RequestRestore request -> restore(draft, request);
            case VerifyBackup request -> verify(draft, request);
            case DeleteBackup request -> deletions.delete(draft, request, reply(draft, request));
            case UndeleteBackup request -> deletions.undelete(draft, request, reply(draft, request));
            case HoldBackup request -> deletions.hold(draft, request, reply(draft, request));
            case ReleaseBackup request -> deletions.release(draft, request, reply(draft, request));
            case CancelOperation request -> cancel(draft, request);
            case PolicyCommand policy -> throw notOurs(policy);
        }
    }

    private void backup(Draft draft, RequestBackup command) {
        Reply reply = reply(draft, command);
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
        Reply reply = reply(draft, command);
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
                // A drill is listed where its backup was taken; it takes nothing there.
                String environment = command.request().drill()
                        ? point.get().environment()
                        : command.request().targetEnvironment();
                EventMeta meta = reply.first(
                        command.restoreId(),
                        OperationKind.RESTORE,
                        environment,
                        point.get().application());
                draft.happened(new RestoreRequested(
                        meta, command.request(), point.get().source(), planned.plan()));
            }
        }
    }

    private void verify(Draft draft, VerifyBackup command) {
        Reply reply = reply(draft, command);
        if (reply.rejectedAsTaken(command.verificationId())) {
            return;
        }
        reply.activePoint(command.backupId()).ifPresent(point -> {
            EventMeta meta = reply.first(
                    command.verificationId(), OperationKind.VERIFICATION, point.environment(), point.application());
            draft.happened(new VerificationRequested(meta, point.source(), planner.verification()));
        });
    }

    private void cancel(Draft draft, CancelOperation command) {
        Reply reply = reply(draft, command);
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
                    "The deletion of a backup is not cancelled",
                    "Undelete backup " + state.operation().subject().backupId() + " while its time of grace lasts.");
        } else {
            draft.happened(new CancellationRequested(reply.causedBy(draft.next(id))));
            if (!(state instanceof Queued)) {
                Progression.stopSteps(draft, id);
            }
            Progression.advance(draft, id);
        }
    }

    private Reply reply(Draft draft, BackupCommand command) {
        return new Reply(draft, command, provider, limits);
    }

    static String subject(BackupCommand command) {
        return switch (command) {
            case RequestBackup c -> c.backupId().value();
            case RequestRestore c -> c.restoreId().value();
            case VerifyBackup c -> c.verificationId().value();
            case DeleteBackup c -> c.purgeId().value();
            case UndeleteBackup c -> c.backupId().value();
            case HoldBackup c -> c.backupId().value();
            case ReleaseBackup c -> c.backupId().value();
            case CancelOperation c -> c.operationId().value();
            case PolicyCommand c -> throw notOurs(c);
        };
    }

    private static IllegalArgumentException notOurs(PolicyCommand command) {
        return new IllegalArgumentException(command.getClass().getSimpleName() + " is the scheduler's to answer");
    }
}
