package io.lc2.backup.domain.command;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import java.util.stream.Stream;

/** A command: a wish that the decider accepts or rejects; it changes nothing by itself. */
public sealed interface BackupCommand {

    /** Who, when, whose. */
    CommandMeta meta();

    /**
     * Asks for a backup.
     *
     * @param meta who, when, whose
     * @param backupId id of the backup to be, chosen by the publisher
     * @param request what to back up
     */
    record RequestBackup(CommandMeta meta, OperationId backupId, BackupRequest request) implements BackupCommand {}

    /**
     * Asks for a restore.
     *
     * @param meta who, when, whose
     * @param restoreId id of the restore to be
     * @param request what to restore, and where to
     */
    record RequestRestore(CommandMeta meta, OperationId restoreId, RestoreRequest request) implements BackupCommand {}

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
    record VerifyBackup(CommandMeta meta, OperationId verificationId, OperationId backupId) implements BackupCommand {}

    /**
     * Asks that a backup is deleted.
     *
     * @param meta who, when, whose
     * @param purgeId id of the purge to be
     * @param backupId what to delete
     * @param reason why, for the audit trail; at most 1,000 characters
     */
    record DeleteBackup(CommandMeta meta, OperationId purgeId, OperationId backupId, String reason)
            implements BackupCommand {}

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
