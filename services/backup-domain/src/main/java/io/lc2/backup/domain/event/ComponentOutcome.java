package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Component;

/**
 * How far one component of a failed or cancelled operation came.
 *
 * @param component which
 * @param outcome what became of it
 * @param detail one sentence for people
 */
public record ComponentOutcome(Component component, Outcome outcome, String detail) {

    /** How far a component came. */
    public enum Outcome {
        /** All its steps succeeded. */
        SUCCEEDED,
        /** One of its steps failed. */
        FAILED,
        /** It was stopped before it was done. */
        STOPPED,
        /** None of its steps had started. */
        NOT_STARTED
    }
}
