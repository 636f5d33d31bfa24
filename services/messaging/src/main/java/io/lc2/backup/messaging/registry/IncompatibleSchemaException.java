package io.lc2.backup.messaging.registry;

import java.io.Serial;

/** The subject's compatibility level forbids the schema (409); the message quotes the registry's reason. */
public final class IncompatibleSchemaException extends SchemaRegistryException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String subject;

    IncompatibleSchemaException(String subject, String reason) {
        super(
                "Subject '%s' does not accept the schema: %s. Make the change compatible, or use a new record type."
                        .formatted(subject, reason),
                null);
        this.subject = subject;
    }

    public String subject() {
        return subject;
    }
}
