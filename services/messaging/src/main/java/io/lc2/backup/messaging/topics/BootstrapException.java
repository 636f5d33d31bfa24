package io.lc2.backup.messaging.topics;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The topics are not as they must be and could not be made so; the message says what to do. */
public final class BootstrapException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BootstrapException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
