package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationKind;

/**
 * How many more operations this executor may start now, over all its partitions.
 *
 * @param backups backups
 * @param restores restores
 * @param maintenance verifications and purges together
 */
public record FreeSlots(int backups, int restores, int maintenance) {

    /** Whether one more of this kind may start. */
    public boolean allow(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> backups > 0;
            case RESTORE -> restores > 0;
            case VERIFICATION, PURGE -> maintenance > 0;
        };
    }

    /** What is left after one of this kind has started. */
    public FreeSlots without(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> new FreeSlots(backups - 1, restores, maintenance);
            case RESTORE -> new FreeSlots(backups, restores - 1, maintenance);
            case VERIFICATION, PURGE -> new FreeSlots(backups, restores, maintenance - 1);
        };
    }
}
