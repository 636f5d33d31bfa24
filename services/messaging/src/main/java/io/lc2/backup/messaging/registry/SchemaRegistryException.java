package io.lc2.backup.messaging.registry;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A registry call that failed; the subclass says how, the message what to do next, and neither carries credentials. */
public abstract sealed class SchemaRegistryException extends KafkaException
        permits IncompatibleSchemaException,
                SchemaNotFoundException,
                SchemaRegistryAccessException,
                SchemaRegistryRefusedException,
                SchemaRegistryUnavailableException,
                UnsupportedSchemaException {

    @Serial
    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
