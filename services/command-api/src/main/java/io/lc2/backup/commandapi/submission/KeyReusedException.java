package io.lc2.backup.commandapi.submission;

/** An idempotency key came back with another request; nothing was published. */
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyReusedException() {
        super("the idempotency key was used before for another request");
    }
}
