package io.lc2.backup.standalone.platform;

import org.jspecify.annotations.Nullable;

/** Something a person must know to go on; the message says what happened and what to do. */
public final class StandaloneException extends RuntimeException {

    public StandaloneException(String message) {
        this(message, null);
    }

    public StandaloneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
