package io.lc2.backup.messaging.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No configured address gave an answer in time (or all answered 408, 429 or 5xx); the same call may succeed later. */
public final class SchemaRegistryUnavailableException extends SchemaRegistryException {

    @Serial
    private static final long serialVersionUID = 1L;

    SchemaRegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
