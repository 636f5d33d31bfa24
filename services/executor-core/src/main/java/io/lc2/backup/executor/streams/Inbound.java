package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;

/** What reaches the processor, whichever topic it came from. */
sealed interface Inbound {

    /** A record that does not concern this executor, recognised by its header and not decoded. */
    record Skipped() implements Inbound {}

    /** A record of backup-commands. */
    record OfCommands(DecodedCommand command) implements Inbound {}

    /**
     * A record of backup-events.
     *
     * @param recovered whether a recovery of a lost log wrote it, so that nobody has applied it
     */
    record OfEvents(BackupEvent event, boolean recovered) implements Inbound {}

    /** A record of this provider's signals topic. */
    record OfSignals(Signal signal) implements Inbound {}
}
