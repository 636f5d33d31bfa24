package io.lc2.backup.messaging.registry;

import io.lc2.backup.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The client and a real registry keep the rules together. */
class HttpSchemaRegistryIT extends RegistryRules {

    private static EmbeddedRegistry server;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = EmbeddedRegistry.start(directory);
        registry = SchemaRegistry.connect(
                Map.of(SchemaRegistryConfig.URL, server.url().toString()));
    }

    @AfterAll
    static void stop() {
        registry.close();
        server.close();
    }

    @Override
    SchemaRegistry registry() {
        return registry;
    }
}
