package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.Violation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns wishes into commands on the log. Every method returns after the acknowledgement, and throws {@link InvalidRequestException},
 * {@link KeyReusedException} or {@link LogUnavailableException} otherwise. Repeating a call with the same key publishes the same
 * command again, which the decider recognises and ignores.
 */
public final class CommandSubmission {

    private final CommandPublisher publisher;
    private final RememberedKeys remembered;
    private final CommandCounts counts;
    private final InstantSource clock;

    /**
     * Puts the parts together.
     *
     * @param publisher where commands go
     * @param rememberedKeys how many idempotency keys are remembered
     * @param counts what is counted
     * @param clock gives commands their time
     */
    public CommandSubmission(
            CommandPublisher publisher, int rememberedKeys, CommandCounts counts, InstantSource clock) {
        this.publisher = publisher;
        this.remembered = new RememberedKeys(rememberedKeys);
        this.counts = counts;
        this.clock = clock;
    }

    /** Asks for a backup. */
    public Receipt requestBackup(ProjectId project, BackupRequest request, Caller caller) {
        CommandMeta meta = meta(project, request.provider(), caller);
        OperationId id =
                CommandIds.operationId(OperationKind.BACKUP, request.provider(), meta.commandId(), request.toString());
        return submit(new BackupCommand.RequestBackup(meta, id, request), id, request.toString(), caller);
    }

    /** Asks the provider's executor for a restore. */
    public Receipt requestRestore(ProjectId project, Provider provider, RestoreRequest request, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        OperationId id = CommandIds.operationId(OperationKind.RESTORE, provider, meta.commandId(), request.toString());
        return submit(new BackupCommand.RequestRestore(meta, id, request), id, request.toString(), caller);
    }

    /** Asks that an operation stops. */
    public Receipt cancel(ProjectId project, Provider provider, OperationId operation, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        return submit(new BackupCommand.CancelOperation(meta, operation), operation, "cancel " + operation, caller);
    }

    /** Asks that a backup is read back and checked. */
    public Receipt verify(ProjectId project, Provider provider, OperationId backup, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        String what = "verify " + backup;
        OperationId id = CommandIds.operationId(OperationKind.VERIFICATION, provider, meta.commandId(), what);
        return submit(new BackupCommand.VerifyBackup(meta, id, backup), id, what, caller);
    }

    /** Asks that a backup is deleted. */
    public Receipt delete(ProjectId project, Provider provider, Deletion deletion, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        String what = deletion.toString();
        OperationId id = CommandIds.operationId(OperationKind.PURGE, provider, meta.commandId(), what);
        return submit(
                new BackupCommand.DeleteBackup(meta, id, deletion.backup(), deletion.reason(), deletion.force()),
                id,
                what,
                caller);
    }

    /** Asks that the deletion of a backup is taken back. */
    public Receipt undelete(ProjectId project, Provider provider, OperationId backup, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        return submit(new BackupCommand.UndeleteBackup(meta, backup), backup, "undelete " + backup, caller);
    }

    /** Asks for a legal hold on a backup. */
    public Receipt hold(ProjectId project, Provider provider, Hold hold, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        return submit(
                new BackupCommand.HoldBackup(meta, hold.backup(), hold.reason()),
                hold.backup(),
                "hold " + hold,
                caller);
    }

    /** Asks that the legal hold on a backup is released. */
    public Receipt release(ProjectId project, Provider provider, Hold hold, Caller caller) {
        CommandMeta meta = meta(project, provider, caller);
        return submit(
                new BackupCommand.ReleaseBackup(meta, hold.backup(), hold.reason()),
                hold.backup(),
                "release " + hold,
                caller);
    }

    private Receipt submit(BackupCommand command, OperationId operation, String request, Caller caller) {
        return new Receipt(acknowledge(command, request, List.of(), caller), operation);
    }

    /**
     * Publishes a command that breaks no rule.
     *
     * @param request what it asks for, in a form that is equal for equal requests
     * @param found what is wrong with it beyond the rules of all commands
     */
    CommandId acknowledge(BackupCommand command, String request, List<Violation> found, Caller caller) {
        CommandId id = command.meta().commandId();
        List<Violation> violations = new ArrayList<>(found);
        violations.addAll(RequestRules.violations(command));
        if (!violations.isEmpty()) {
            counts.count(command, CommandCounts.Outcome.INVALID);
            throw new InvalidRequestException(violations);
        }
        counts.counting(command, () -> {
            remembered.note(id, command.meta().provider() + " " + request);
            publisher.publish(command, caller.traceparent());
        });
        return id;
    }

    CommandMeta meta(ProjectId project, Provider provider, Caller caller) {
        return new CommandMeta(
                CommandIds.commandId(project, caller.idempotencyKey()),
                project,
                provider,
                caller.actor(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.correlationId());
    }

    /**
     * What to delete.
     *
     * @param backup the backup
     * @param reason why, for the audit trail; may be empty unless forced
     * @param force whether the last restorable backup of its environment may go
     */
    public record Deletion(OperationId backup, String reason, boolean force) {}

    /**
     * A legal hold to place or to release.
     *
     * @param backup the backup
     * @param reason why, for the audit trail; may be empty
     */
    public record Hold(OperationId backup, String reason) {}

    /**
     * What the log has acknowledged.
     *
     * @param command id of the command
     * @param operation the operation it makes, or the one it is about
     */
    public record Receipt(CommandId command, OperationId operation) {}
}
