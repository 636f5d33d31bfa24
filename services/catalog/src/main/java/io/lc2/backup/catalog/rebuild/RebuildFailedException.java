package io.lc2.backup.catalog.rebuild;

/** A rebuild cannot go on; the message says why and what to do next. */
public final class RebuildFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says why and what to do next. */
    public RebuildFailedException(String message) {
        super(message);
    }

    /** Says why and what to do next. */
    public RebuildFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
