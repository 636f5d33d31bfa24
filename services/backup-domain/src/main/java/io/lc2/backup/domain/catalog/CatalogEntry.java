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
     * @param command the wish
     */
    record Pending(BackupCommand.Opening command) implements CatalogEntry {

        @Override
        public ProjectId project() {
            return command.meta().project();
        }

        @Override
        public OperationId operationId() {
            return command.operationId();
        }

        @Override
        public OperationKind kind() {
            return command.kind();
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
