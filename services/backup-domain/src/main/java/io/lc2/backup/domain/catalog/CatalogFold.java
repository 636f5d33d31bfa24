package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.Evolution;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds commands and events of one project into its entries.
 *
 * <p>Commands and events lie on two topics, so a replay meets them in another order than the first run did, and commands
 * expire. An entry is therefore a function of the events of its operation, and of the first command only as long as there
 * is no event: whatever the order, the end is the same.
 */
public final class CatalogFold {

    /** The entries as they are. */
    @FunctionalInterface
    public interface Entries {
        /** The entry of an operation of the project; null when there is none. */
        @Nullable CatalogEntry find(OperationId id);
    }

    private CatalogFold() {}

    /**
     * The entries an input changes, as they are after it, the operation's own first. An input that was folded before
     * changes nothing: a rebuild that is interrupted replays the log over entries that are there.
     *
     * @throws io.lc2.backup.domain.operation.ImpossibleTransitionException when an event cannot follow what is known
     */
    public static Map<OperationId, CatalogEntry> changes(CatalogInput input, Entries entries) {
        return switch (input) {
            case CatalogInput.Asked asked -> asked(asked.command(), entries);
            case CatalogInput.Happened happened ->
                switch (happened.event()) {
                    case CommandRejected e -> refused(e, entries);
                    case RecoveryPointEvent e -> changed(e.backupId(), e, entries);
                    case OperationEvent e -> happened(e, entries);
                    case PolicyEvent e -> Map.of();
                };
        };
    }

    private static Map<OperationId, CatalogEntry> asked(BackupCommand command, Entries entries) {
        if (!(command instanceof BackupCommand.Opening opening)) {
            return Map.of();
        }
        Pending pending = new Pending(opening);
        return entries.find(pending.operationId()) == null ? Map.of(pending.operationId(), pending) : Map.of();
    }

    private static Map<OperationId, CatalogEntry> refused(CommandRejected event, Entries entries) {
        OperationKind kind = makes(event.commandType());
        if (kind == null || !Names.isLabel(event.subject())) {
            return Map.of();
        }
        OperationId id = new OperationId(event.subject());
        CatalogEntry before = entries.find(id);
        Refused after = new Refused(id, kind, event);
        return before instanceof Known || after.equals(before) ? Map.of() : Map.of(id, after);
    }

    private static Map<OperationId, CatalogEntry> happened(OperationEvent event, Entries entries) {
        OperationId id = event.meta().operationId();
        Known before = entries.find(id) instanceof Known known ? known : null;
        if (before != null && repeated(before.state(), event)) {
            return Map.of();
        }
        OperationState state = Evolution.evolve(before == null ? null : before.state(), event);
        RecoveryPoint point = event instanceof BackupCompleted completed ? completed.recoveryPoint() : null;
        Map<OperationId, CatalogEntry> changes = LinkedHashMap.newLinkedHashMap(2);
        changes.put(id, new Known(state, point));
        worksOn(event).ifPresent(backup -> {
            changes.putAll(changed(backup, event, entries));
        });
        return changes;
    }

    /** What an event changes on the axes of a backup it is about. */
    private static Map<OperationId, CatalogEntry> changed(OperationId backup, BackupEvent event, Entries entries) {
        Known changed = axes(entries.find(backup), event);
        return changed == null ? Map.of() : Map.of(backup, changed);
    }

    /** The sequence alone does not do for a first event: another operation with the same id must not pass for it. */
    private static boolean repeated(OperationState state, OperationEvent event) {
        long sequence = event.meta().sequence();
        return sequence == 1
                ? event.meta().equals(state.operation().first())
                : sequence <= state.operation().version();
    }

    private static @Nullable Known axes(@Nullable CatalogEntry entry, BackupEvent event) {
        if (!(entry instanceof Known known) || known.recoveryPoint() == null) {
            return null;
        }
        RecoveryPoint before = known.recoveryPoint();
        RecoveryPoint after =
                RecoveryPoints.evolve(Map.of(before.backupId(), before), event).getOrDefault(before.backupId(), before);
        return after.equals(before) ? null : new Known(known.state(), after);
    }

    /** The other backup an event may change: the one its operation reads or removes. */
    private static Optional<OperationId> worksOn(OperationEvent event) {
        return switch (event) {
            case BackupVerified e -> Optional.of(e.backupId());
            case BackupSoftDeleted e -> Optional.of(e.source().backupId());
            case BackupPurged e -> Optional.of(e.backupId());
            case OperationEvent.BackupUndeleted e -> Optional.of(e.backupId());
            case OperationFailed e ->
                Optional.of(e.backupId()).filter(id -> !id.equals(e.meta().operationId()));
            case OperationEvent.BackupRequested e -> Optional.empty();
            case OperationEvent.RestoreRequested e -> Optional.empty();
            case OperationEvent.VerificationRequested e -> Optional.empty();
            case OperationEvent.OperationQueued e -> Optional.empty();
            case OperationEvent.OperationStarted e -> Optional.empty();
            case OperationEvent.StepStarted e -> Optional.empty();
            case OperationEvent.StepProgressed e -> Optional.empty();
            case OperationEvent.StepSucceeded e -> Optional.empty();
            case OperationEvent.StepRetryScheduled e -> Optional.empty();
            case OperationEvent.StepFailed e -> Optional.empty();
            case OperationEvent.StepStopped e -> Optional.empty();
            case OperationEvent.CancellationRequested e -> Optional.empty();
            case BackupCompleted e -> Optional.empty();
            case OperationEvent.RestoreCompleted e ->
                Optional.ofNullable(e.drill()).map(DrillResult::backupId);
            case OperationEvent.OperationCancelled e -> Optional.empty();
        };
    }

    private static @Nullable OperationKind makes(String commandType) {
        return switch (commandType) {
            case "RequestBackup" -> OperationKind.BACKUP;
            case "RequestRestore" -> OperationKind.RESTORE;
            case "VerifyBackup" -> OperationKind.VERIFICATION;
            case "DeleteBackup" -> OperationKind.PURGE;
            default -> null;
        };
    }
}
