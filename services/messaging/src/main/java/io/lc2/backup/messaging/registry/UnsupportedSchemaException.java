package io.lc2.backup.messaging.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A schema that is in the registry but is no Avro schema this client can parse. */
public final class UnsupportedSchemaException extends SchemaRegistryException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int id;

    UnsupportedSchemaException(int id, String reason, @Nullable Throwable cause) {
        super("Schema id %d cannot be used: %s".formatted(id, reason), cause);
        this.id = id;
    }

    public int id() {
        return id;
    }
}
