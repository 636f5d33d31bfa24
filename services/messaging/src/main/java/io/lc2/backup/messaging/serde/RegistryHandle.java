package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows whether a registry is shared or our own, and closes only our own. */
final class RegistryHandle implements AutoCloseable {

    private final @Nullable SchemaRegistry shared;
    private @Nullable SchemaRegistry own;

    RegistryHandle(@Nullable SchemaRegistry shared) {
        this.shared = shared;
    }

    SchemaRegistry open(Map<String, ?> configs) {
        if (shared != null) {
            return shared;
        }
        close();
        SchemaRegistry opened = SchemaRegistry.connect(configs);
        own = opened;
        return opened;
    }

    /** May be called twice, as Kafka does. */
    @Override
    public void close() {
        if (own != null) {
            own.close();
            own = null;
        }
    }

    static IllegalStateException notConfigured() {
        return new IllegalStateException("configure(configs, isKey) must be called before the first record");
    }
}
