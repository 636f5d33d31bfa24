package io.lc2.backup.scheduler.streams;

import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.codec.DecodedCommand;

/** What reaches the processor, whichever topic it came from. */
sealed interface Inbound {

    /** A record that does not concern the scheduler, recognised by its header and not decoded. */
    record Skipped() implements Inbound {}

    /** A record of backup-commands. */
    record OfCommands(DecodedCommand command) implements Inbound {}

    /** A record of backup-events. */
    record OfEvents(BackupEvent event) implements Inbound {}
}
