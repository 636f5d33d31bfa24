package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.catalog.CatalogEntry;

/** The collections in addresses and what they hold. */
enum Collection {
    BACKUPS,
    RESTORES,
    OPERATIONS;

    static Collection of(String segment) {
        return switch (segment) {
            case "backups" -> BACKUPS;
            case "restores" -> RESTORES;
            default -> OPERATIONS;
        };
    }

    boolean holds(CatalogEntry entry) {
        return this == of(entry.kind());
    }

    static EntryDetails details(CatalogEntry entry, QueuePositions queue) {
        return switch (of(entry.kind())) {
            case BACKUPS -> BackupDetails.of(entry, queue);
            case RESTORES -> RestoreDetails.of(entry, queue);
            case OPERATIONS -> OperationDetails.of(entry, queue);
        };
    }

    private static Collection of(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> BACKUPS;
            case RESTORE -> RESTORES;
            case VERIFICATION, PURGE -> OPERATIONS;
        };
    }
}
