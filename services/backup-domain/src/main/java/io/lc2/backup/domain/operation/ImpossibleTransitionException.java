package io.lc2.backup.domain.operation;

/** An event that cannot follow the state it was applied to: the log is damaged or the code is wrong. Never swallowed. */
public final class ImpossibleTransitionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ImpossibleTransitionException(String message) {
        super(message);
    }
}
