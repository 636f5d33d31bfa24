package io.lc2.backup.messaging.registry;

import java.io.Serial;

/** The registry answered and does not have what was asked for. */
public final class SchemaNotFoundException extends SchemaRegistryException {

    /** What was not there: codes 40401, 40402 and 40403. */
    public enum Missing {
        SUBJECT,
        VERSION,
        SCHEMA
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final Missing missing;

    SchemaNotFoundException(Missing missing, String message) {
        super(message, null);
        this.missing = missing;
    }

    public Missing missing() {
        return missing;
    }
}
