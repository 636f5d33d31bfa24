package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of one operation; the value of the topic backup-catalog.
 *
 * <pre>
 * (absent) ──command──▶ Pending ──first event──▶ Known ──event──▶ Known
 *     │                    └───────rejected────▶ Refused
 *     └── first event, when the executor was faster or the command has expired ──▶ Known
 * </pre>
 */
public sealed interface CatalogEntry {

    /** Whose. */
    ProjectId project();

    /** Which operation; with {@link #project} the key of the entry. */
    OperationId operationId();

    /** What the operation does, or would do. */
    OperationKind kind();

    /**
     * Asked for; no executor has picked it up. Comes: the first event, a rejection.
     *
     * @param command the wish; no cancellation and none about a policy, which make no operation
     */
    record Pending(BackupCommand command) implements CatalogEntry {

        public Pending {
            if (command instanceof BackupCommand.CancelOperation || command instanceof BackupCommand.PolicyCommand) {
                throw new IllegalArgumentException("a " + command.getClass().getSimpleName() + " makes no operation");
            }
        }

        @Override
        public ProjectId project() {
            return command.meta().project();
        }

        @Override
        public OperationId operationId() {
            return switch (command) {
                case BackupCommand.RequestBackup c -> c.backupId();
                case BackupCommand.RequestRestore c -> c.restoreId();
                case BackupCommand.VerifyBackup c -> c.verificationId();
                case BackupCommand.DeleteBackup c -> c.purgeId();
                case BackupCommand.CancelOperation c -> c.operationId();
                case BackupCommand.PolicyCommand c -> throw new IllegalStateException("refused when made");
            };
        }

        @Override
        public OperationKind kind() {
            return switch (command) {
                case BackupCommand.RequestBackup c -> OperationKind.BACKUP;
                case BackupCommand.RequestRestore c -> OperationKind.RESTORE;
                case BackupCommand.VerifyBackup c -> OperationKind.VERIFICATION;
                case BackupCommand.DeleteBackup c -> OperationKind.PURGE;
                case BackupCommand.CancelOperation c -> throw new IllegalStateException("refused when made");
                case BackupCommand.PolicyCommand c -> throw new IllegalStateException("refused when made");
            };
        }
    }

    /**
     * The command that would have made the operation was refused, and no operation has this id. It holds nothing of
     * the command beyond the event, because a replay may find the command expired. Comes: the first event, when the id
     * is used again by an acceptable command.
     *
     * @param operationId which operation would have been made
     * @param kind what it would have done
     * @param rejection who asked, and why it was refused
     */
    record Refused(OperationId operationId, OperationKind kind, CommandRejected rejection) implements CatalogEntry {

        @Override
        public ProjectId project() {
            return rejection.project();
        }
    }

    /**
     * Accepted: the fold of the events of the operation. Comes: every further event.
     *
     * @param state where the operation is
     * @param recoveryPoint what a completed backup made, with its axes as they are now; null for everything else
     */
    record Known(OperationState state, @Nullable RecoveryPoint recoveryPoint) implements CatalogEntry {

        @Override
        public ProjectId project() {
            return state.operation().first().project();
        }

        @Override
        public OperationId operationId() {
            return state.operation().first().operationId();
        }

        @Override
        public OperationKind kind() {
            return state.operation().first().kind();
        }
    }
}
