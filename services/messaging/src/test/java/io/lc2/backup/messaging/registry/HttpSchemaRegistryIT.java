package io.lc2.backup.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    /** Services that start together set the levels of the same new subjects. */
    @Test
    void letsSeveralSetTheLevelOfASubjectAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            String subject = "at-once-" + i;
            CountDownLatch together = new CountDownLatch(1);
            List<Future<?>> calls = new ArrayList<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 6; caller++) {
                    calls.add(callers.submit(() -> {
                        together.await();
                        registry.setCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE);
                        return null;
                    }));
                }
                together.countDown();
            }

            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(registry.compatibility(subject)).contains(CompatibilityLevel.FULL_TRANSITIVE);
        }
    }

    @Override
    SchemaRegistry registry() {
        return registry;
    }
}
