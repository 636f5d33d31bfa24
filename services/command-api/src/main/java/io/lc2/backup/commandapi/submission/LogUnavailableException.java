package io.lc2.backup.commandapi.submission;

/** The log or the schema registry did not acknowledge a command in time. */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String part;

    /**
     * Says what is not reachable.
     *
     * @param part {@code Kafka} or {@code the schema registry}
     * @param cause what its client says; for the log file only, it may name addresses
     */
    public LogUnavailableException(String part, Throwable cause) {
        super(part + " did not acknowledge the command in time", cause);
        this.part = part;
    }

    /** What is not reachable, for people. */
    public String part() {
        return part;
    }
}
