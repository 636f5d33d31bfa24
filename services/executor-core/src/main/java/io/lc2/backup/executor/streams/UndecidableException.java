package io.lc2.backup.executor.streams;

/**
 * The decider could not decide. It is pure and nothing was written yet, so the same input would fail again and again, and
 * leaving it out loses nothing but that input.
 */
public final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidableException(String message, RuntimeException cause) {
        super(message, cause);
    }

    UndecidableException(String message) {
        super(message);
    }
}
