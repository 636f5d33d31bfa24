package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.event.PolicyEvent;
import org.jspecify.annotations.Nullable;

/** An event of a policy that cannot follow what is known of it: a defect, or a log that was tampered with. */
public final class ImpossiblePolicyEventException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ImpossiblePolicyEventException(@Nullable PolicyState state, PolicyEvent event) {
        super("event " + event.eventId() + " (" + event.getClass().getSimpleName() + ") cannot follow "
                + (state == null ? "nothing" : state.getClass().getSimpleName() + " at sequence " + state.version()));
    }
}
