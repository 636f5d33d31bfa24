package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationKind;

/**
 * How many more operations this executor may start now, over all its partitions.
 *
 * @param backups backups; below 0 while it is not known
 * @param restores restores; below 0 while it is not known
 * @param maintenance verifications and purges together; below 0 while it is not known
 */
public record FreeSlots(int backups, int restores, int maintenance) {

    /** Nothing may start, for it is not known yet what is at work. */
    public static final FreeSlots UNKNOWN = new FreeSlots(-1, -1, -1);

    /** Whether one more of this kind may start. */
    public boolean allow(OperationKind kind) {
        return of(kind) > 0;
    }

    /** Whether it is known how many of this kind are at work. */
    public boolean known(OperationKind kind) {
        return of(kind) >= 0;
    }

    /** What is left after one of this kind has started. */
    public FreeSlots without(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> new FreeSlots(backups - 1, restores, maintenance);
            case RESTORE -> new FreeSlots(backups, restores - 1, maintenance);
            case VERIFICATION, PURGE -> new FreeSlots(backups, restores, maintenance - 1);
        };
    }

    private int of(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> backups;
            case RESTORE -> restores;
            case VERIFICATION, PURGE -> maintenance;
        };
    }
}
