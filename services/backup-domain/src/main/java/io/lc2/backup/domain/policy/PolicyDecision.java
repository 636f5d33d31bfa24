package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one policy. Events, commands and state belong in one transaction.
 *
 * @param events what happened, in order
 * @param commands what is asked for
 * @param state the policy with the events applied; null: still not known
 * @param wakeAt when time brings something to decide, now or earlier included; null: never
 */
public record PolicyDecision(
        List<BackupEvent> events,
        List<BackupCommand> commands,
        @Nullable PolicyState state,
        @Nullable Instant wakeAt) {

    public PolicyDecision {
        events = List.copyOf(events);
        commands = List.copyOf(commands);
    }
}
