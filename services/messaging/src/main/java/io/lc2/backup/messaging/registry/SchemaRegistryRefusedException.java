package io.lc2.backup.messaging.registry;

import java.io.Serial;

/** The registry refused the call for a reason that is neither access nor compatibility, or gave an answer that is none. */
public final class SchemaRegistryRefusedException extends SchemaRegistryException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    SchemaRegistryRefusedException(int status, String message) {
        super(message, null);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }
}
