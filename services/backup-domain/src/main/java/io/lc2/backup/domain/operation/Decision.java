package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.event.BackupEvent;
import java.util.List;

/**
 * What follows from an input.
 *
 * @param events what happened, in order
 * @param effects what is to be done
 * @param state the project with the events applied
 */
public record Decision(List<BackupEvent> events, List<Effect> effects, ProjectState state) {

    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }
}
