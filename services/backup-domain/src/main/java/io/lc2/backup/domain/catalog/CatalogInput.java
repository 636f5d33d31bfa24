package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;

/** What the catalog is folded from: wishes and what became of them. */
public sealed interface CatalogInput {

    /** A command on the log; it may be old, repeated or answered already. */
    record Asked(BackupCommand command) implements CatalogInput {}

    /** An event on the log. */
    record Happened(BackupEvent event) implements CatalogInput {}
}
