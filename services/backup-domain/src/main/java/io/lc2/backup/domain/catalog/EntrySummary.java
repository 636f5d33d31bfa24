package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every entry can tell, whatever is known of its operation; lists are filtered and sorted by it.
 *
 * @param backupId the backup that is made, read or removed; null when it was refused and only the command knew
 * @param environment where, for a drill that of its backup; null as long as only a verification, a deletion or a drill is
 *     asked for, and when refused
 * @param application what kind; null as {@code environment}, and before a restore is accepted
 * @param provider whose executor answers
 * @param status where it is, as people see it
 * @param requestedAt when it was asked for; once accepted, when it was accepted
 * @param startedAt when it left the queue; null before
 * @param endedAt when it ended; null before
 * @param initiator who asked
 * @param failure why there is no result; null when there is one, or may still be
 */
public record EntrySummary(
        @Nullable OperationId backupId,
        @Nullable String environment,
        @Nullable Application application,
        Provider provider,
        Status status,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Actor initiator,
        @Nullable EndReason failure) {

    /** The summary of an entry; a function of the entry alone. */
    public static EntrySummary of(CatalogEntry entry) {
        return switch (entry) {
            case Pending pending -> ofPending(pending);
            case Refused refused -> ofRefused(refused);
            case Known known -> ofKnown(known.state());
        };
    }

    /** Whether nothing comes any more. */
    public boolean ended() {
        return endedAt != null;
    }

    /** How long it ran; empty unless it ran and ended. */
    public Optional<Duration> duration() {
        return startedAt == null || endedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(startedAt, endedAt));
    }

    private static EntrySummary ofPending(Pending pending) {
        return switch (pending.command()) {
            case RequestBackup c ->
                pending(
                        pending,
                        c.backupId(),
                        c.request().environment(),
                        c.request().application());
            case RequestRestore c ->
                pending(
                        pending,
                        c.request().backupId(),
                        c.request().drill() ? null : c.request().targetEnvironment(),
                        null);
            case VerifyBackup c -> pending(pending, c.backupId(), null, null);
            case DeleteBackup c -> pending(pending, c.backupId(), null, null);
        };
    }

    private static EntrySummary pending(
            Pending pending, OperationId backup, @Nullable String environment, @Nullable Application application) {
        var meta = pending.command().meta();
        return new EntrySummary(
                backup,
                environment,
                application,
                meta.provider(),
                Status.PENDING,
                meta.issuedAt(),
                null,
                null,
                meta.actor(),
                null);
    }

    private static EntrySummary ofRefused(Refused refused) {
        CommandRejected rejection = refused.rejection();
        OperationId backup = switch (refused.kind()) {
            case BACKUP -> refused.operationId();
            case RESTORE, VERIFICATION, PURGE -> null;
        };
        return new EntrySummary(
                backup,
                null,
                null,
                rejection.command().provider(),
                Status.FAILED,
                rejection.command().issuedAt(),
                null,
                rejection.occurredAt(),
                rejection.command().actor(),
                EndReason.of(rejection));
    }

    private static EntrySummary ofKnown(OperationState state) {
        Operation operation = state.operation();
        return new EntrySummary(
                operation.subject().backupId(),
                operation.first().environment(),
                operation.first().application(),
                operation.first().provider(),
                Status.of(state),
                operation.first().occurredAt(),
                operation.startedAt(),
                state.ended() ? operation.updatedAt() : null,
                operation.first().actor(),
                failure(state));
    }

    private static @Nullable EndReason failure(OperationState state) {
        return switch (state) {
            case OperationState.Failed s -> EndReason.of(s.end().failure());
            case OperationState.Ending s -> s.failure() == null ? null : EndReason.of(s.failure());
            case OperationState.Queued s -> null;
            case OperationState.Running s -> null;
            case OperationState.Completed s -> null;
            case OperationState.Cancelled s -> null;
        };
    }
}
