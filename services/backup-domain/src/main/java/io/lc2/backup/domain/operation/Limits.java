package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationKind;

/**
 * What may run at once. What exceeds a limit waits in order.
 *
 * @param backupsPerProject running backups of one project
 * @param backups running backups of one executor
 * @param restores running restores of one executor
 * @param maintenance running verifications and purges of one executor
 * @param queuedPerProject operations of one project that may wait; more are rejected
 */
public record Limits(int backupsPerProject, int backups, int restores, int maintenance, int queuedPerProject) {

    /** The defaults of R-41. */
    public static final Limits DEFAULT = new Limits(2, 10, 5, 5, 100);

    public Limits {
        if (Math.min(Math.min(backupsPerProject, backups), Math.min(restores, maintenance)) < 1
                || queuedPerProject < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }

    /** How many operations of this kind, or of those that share its slots, one executor may have at work. */
    public int of(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> backups;
            case RESTORE -> restores;
            case VERIFICATION, PURGE -> maintenance;
        };
    }
}
