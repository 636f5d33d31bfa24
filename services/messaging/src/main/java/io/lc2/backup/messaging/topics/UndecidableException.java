package io.lc2.backup.messaging.topics;

/**
 * A topology could not decide about a record. Deciding is pure and nothing was written yet, so the same input would fail
 * again and again, and leaving it out loses nothing but that input; see {@link UndecidableHandler}.
 */
public final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * When the rules themselves failed.
     *
     * @param message what cannot be decided about; never quotes the record
     * @param cause the defect
     */
    public UndecidableException(String message, RuntimeException cause) {
        super(message, cause);
    }

    /**
     * When the record makes no sense.
     *
     * @param message what is wrong with it; never quotes it
     */
    public UndecidableException(String message) {
        super(message);
    }
}
