package io.lc2.backup.commandapi.deadletters;

/** Kafka did not answer in time. A record that was being sent again may have been sent. */
public final class LettersUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps what Kafka's client says; for the log file only, it may name addresses. */
    public LettersUnavailableException(Throwable cause) {
        super("Kafka did not answer in time", cause);
    }
}
