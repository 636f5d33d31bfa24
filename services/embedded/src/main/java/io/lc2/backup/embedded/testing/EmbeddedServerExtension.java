package io.lc2.backup.embedded.testing;

import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.EmbeddedServer;
import io.lc2.backup.embedded.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the servers it names as parameters of its constructor, its {@code @BeforeAll} or the test method:
 *
 * <pre>{@code
 * @ExtendWith(EmbeddedServerExtension.class)
 * class LettersIT {
 *     @BeforeAll
 *     static void start(EmbeddedBroker broker, EmbeddedDatabase database) { … }
 * }
 * }</pre>
 *
 * <p>A server is started when the first test asks for it and serves all tests of the JVM, so tests keep apart by names
 * (topics, databases, buckets). A test that stops or kills a server starts one of its own instead.
 */
public final class EmbeddedServerExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EmbeddedServerExtension.class);

    private static final Map<Class<?>, Function<Path, EmbeddedServer>> STARTERS = Map.of(
            EmbeddedBroker.class, root -> EmbeddedBroker.start(root.resolve("broker")),
            EmbeddedRegistry.class, root -> EmbeddedRegistry.start(root.resolve("registry")),
            EmbeddedDatabase.class,
                    root -> EmbeddedDatabase.start(root.resolve("database"), EmbeddedDatabase.DISPOSABLE),
            EmbeddedS3.class, root -> EmbeddedS3.start(root.resolve("s3")));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return STARTERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        Path root = store.computeIfAbsent(DataDirectory.class, key -> DataDirectory.create(), DataDirectory.class)
                .path();
        Class<?> type = parameter.getParameter().getType();
        Function<Path, EmbeddedServer> starter = STARTERS.get(type);
        if (starter == null) {
            throw new IllegalArgumentException("Not an embedded server: " + type);
        }
        // JUnit closes what is in the store at the end of the run, the last stored first: the directory after all.
        return store.computeIfAbsent(type, key -> starter.apply(root), EmbeddedServer.class);
    }

    private record DataDirectory(Path path) implements AutoCloseable {

        /** Below {@code target}, so that a killed test run leaves nothing that {@code mvn clean} does not remove. */
        static DataDirectory create() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                return new DataDirectory(Files.createTempDirectory(target, "embedded-"));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot create a directory for embedded servers in target", e);
            }
        }

        @Override
        public void close() throws IOException {
            FileTree.delete(path);
        }
    }
}
