package io.lc2.backup.scheduler.streams;

/** A record that nobody can decide about. Nothing was written yet, so leaving it out loses nothing but it. */
public final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidableException(String message) {
        super(message);
    }

    UndecidableException(String message, RuntimeException cause) {
        super(message, cause);
    }
}
