package io.lc2.backup.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be prepared, started or stopped; the message says which, why and what to do next. */
public final class EmbeddedException extends RuntimeException {

    EmbeddedException(String message) {
        super(message);
    }

    EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
