package io.lc2.backup.commandapi.deadletters;

/** The record of a letter was not sent again; nothing has changed. */
public final class NotReplayableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /**
     * Says why.
     *
     * @param message what is in the way, for people
     * @param nextStep what to do about it
     */
    public NotReplayableException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
