package io.lc2.backup.commandapi.deadletters;

/** There is no dead letter of this id, or none any more. */
public final class UnknownLetterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the id in the message. */
    public UnknownLetterException(LetterId id) {
        super("there is no dead letter " + id);
    }
}
