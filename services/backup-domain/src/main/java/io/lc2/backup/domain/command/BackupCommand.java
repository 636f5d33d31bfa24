package io.lc2.backup.domain.command;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import java.util.stream.Stream;

/** A command: a wish that the decider accepts or rejects; it changes nothing by itself. */
public sealed interface BackupCommand {

    /** Who, when, whose. */
    CommandMeta meta();

    /** A command that makes an operation when it is accepted. */
    sealed interface Opening extends BackupCommand {
        /** The operation to be; its id is chosen by the publisher. */
        OperationId operationId();

        /** What that operation does. */
        OperationKind kind();
    }

    /**
     * Asks for a backup.
     *
     * @param meta who, when, whose
     * @param backupId id of the backup to be, chosen by the publisher
     * @param request what to back up
     */
    record RequestBackup(CommandMeta meta, OperationId backupId, BackupRequest request) implements Opening {
        @Override
        public OperationId operationId() {
            return backupId;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.BACKUP;
        }
    }

    /**
     * Asks for a restore.
     *
     * @param meta who, when, whose
     * @param restoreId id of the restore to be
     * @param request what to restore, and where to
     */
    record RequestRestore(CommandMeta meta, OperationId restoreId, RestoreRequest request) implements Opening {
        @Override
        public OperationId operationId() {
            return restoreId;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.RESTORE;
        }
    }

    /**
     * Asks that a queued or running operation stops.
     *
     * @param meta who, when, whose
     * @param operationId what to stop
     */
    record CancelOperation(CommandMeta meta, OperationId operationId) implements BackupCommand {}

    /**
     * Asks that a backup is read back in full and checked.
     *
     * @param meta who, when, whose
     * @param verificationId id of the verification to be
     * @param backupId what to check
     */
    record VerifyBackup(CommandMeta meta, OperationId verificationId, OperationId backupId) implements Opening {
        @Override
        public OperationId operationId() {
            return verificationId;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.VERIFICATION;
        }
    }

    /**
     * Asks that a backup is deleted: at once it can no longer be restored, and after a time of grace its data is removed
     * (R-43).
     *
     * @param meta who, when, whose
     * @param purgeId id of the purge to be
     * @param backupId what to delete
     * @param reason why, for the audit trail; at most 1,000 characters; must be there when forced
     * @param force deletes also the last restorable backup of its environment
     */
    record DeleteBackup(CommandMeta meta, OperationId purgeId, OperationId backupId, String reason, boolean force)
            implements Opening {
        @Override
        public OperationId operationId() {
            return purgeId;
        }

        @Override
        public OperationKind kind() {
            return OperationKind.PURGE;
        }
    }

    /**
     * Asks that a deletion is taken back while its time of grace lasts.
     *
     * @param meta who, when, whose
     * @param backupId what to keep
     */
    record UndeleteBackup(CommandMeta meta, OperationId backupId) implements BackupCommand {}

    /**
     * Asks for a legal hold: nothing of the backup is removed until it is released.
     *
     * @param meta who, when, whose
     * @param backupId what to hold
     * @param reason why, for the audit trail; at most 1,000 characters
     */
    record HoldBackup(CommandMeta meta, OperationId backupId, String reason) implements BackupCommand {}

    /**
     * Asks that a legal hold is released.
     *
     * @param meta who, when, whose
     * @param backupId what to release
     * @param reason why, for the audit trail; at most 1,000 characters
     */
    record ReleaseBackup(CommandMeta meta, OperationId backupId, String reason) implements BackupCommand {}

    /**
     * A command about a policy: the scheduler answers it, whichever provider it names. What has to be so already changes
     * nothing.
     */
    sealed interface PolicyCommand extends BackupCommand {

        /** Which policy of the project. */
        PolicyId policyId();

        /** Whether a record type of this simple name is a command about a policy. */
        static boolean isNamed(String commandType) {
            return Stream.of(PolicyCommand.class.getPermittedSubclasses())
                    .anyMatch(type -> type.getSimpleName().equals(commandType));
        }

        /**
         * Asks for a policy, or that it becomes another.
         *
         * @param meta who, when, whose; of the provider of the policy's backups
         * @param policy the policy as it is to be
         */
        record DefinePolicy(CommandMeta meta, Policy policy) implements PolicyCommand {
            @Override
            public PolicyId policyId() {
                return policy.id();
            }
        }

        /**
         * Asks that a policy is removed; runs it has asked for go on.
         *
         * @param meta who, when, whose
         * @param policyId which policy
         */
        record RemovePolicy(CommandMeta meta, PolicyId policyId) implements PolicyCommand {}

        /**
         * Asks that nothing of a policy runs until it is unpaused.
         *
         * @param meta who, when, whose
         * @param policyId which policy
         */
        record PausePolicy(CommandMeta meta, PolicyId policyId) implements PolicyCommand {}

        /**
         * Asks that a policy goes on; what was due meanwhile is not caught up.
         *
         * @param meta who, when, whose
         * @param policyId which policy
         */
        record UnpausePolicy(CommandMeta meta, PolicyId policyId) implements PolicyCommand {}
    }
}
