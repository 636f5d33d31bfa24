package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.event.OperationEvent;
import java.util.List;

/**
 * What becomes of one operation.
 *
 * @param events that are added to the log, in this order
 * @param losses what could not be recovered of it
 */
public record Verdict(List<OperationEvent> events, List<Loss> losses) {

    /** All is as it was. */
    static final Verdict INTACT = new Verdict(List.of(), List.of());

    public Verdict {
        events = List.copyOf(events);
        losses = List.copyOf(losses);
    }
}
