package io.lc2.backup.messaging.registry;

import java.io.Serial;

/** The registry answered 401 or 403: credentials are missing, wrong or lack a permission; retrying does not help. */
public final class SchemaRegistryAccessException extends SchemaRegistryException {

    @Serial
    private static final long serialVersionUID = 1L;

    SchemaRegistryAccessException(String message) {
        super(message, null);
    }
}
