package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import java.time.Instant;

/** What an operation is about: the request that started it and the backup it concerns. */
public sealed interface Subject {

    /**
     * Makes a backup.
     *
     * @param backupId the id of the backup to be, which is also that of the operation
     */
    record Backup(OperationId backupId, BackupRequest request) implements Subject {}

    /** Restores a backup. */
    record Restore(RestoreRequest request, SourceBackup source) implements Subject {
        @Override
        public OperationId backupId() {
            return source.backupId();
        }

        /** Whether it ends by removing what it has restored. */
        public boolean drill() {
            return request.drill();
        }
    }

    /** Reads a backup back. */
    record Verification(SourceBackup source) implements Subject {
        @Override
        public OperationId backupId() {
            return source.backupId();
        }
    }

    /**
     * Removes the data of a backup.
     *
     * @param purgeAfter nothing is removed before
     * @param forced whether it may be the last restorable backup of its environment
     */
    record Purge(SourceBackup source, String reason, Instant purgeAfter, boolean forced) implements Subject {
        @Override
        public OperationId backupId() {
            return source.backupId();
        }
    }

    /** The backup that is made, read or removed. */
    OperationId backupId();

    /** Whether it changes nothing of its environment: a drill has a target of its own, a verification has none. */
    default boolean onlyReads() {
        return switch (this) {
            case Backup backup -> false;
            case Restore restore -> restore.drill();
            case Verification verification -> true;
            case Purge purge -> false;
        };
    }
}
