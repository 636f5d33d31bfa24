package io.lc2.backup.standalone.platform;

import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedNode;
import io.lc2.backup.embedded.EmbeddedNode.Part;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole platform in this process: the embedded node, and on it catalog, executor, scheduler and command API as Spring contexts
 * beside each other. It has one owner, which closes it: contexts first, the broker last.
 */
public final class Platform implements AutoCloseable {

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);

    private final EmbeddedNode node;
    /** The last one started first, as they are closed. */
    private final Deque<HostedService> services = new ArrayDeque<>();

    private boolean closed;

    private Platform(EmbeddedNode node) {
        this.node = node;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws StandaloneException if a part does not get ready; nothing is left running then
     */
    public static Platform start(PlatformSettings settings) throws InterruptedException {
        return start(settings, part -> {});
    }

    /** Starts as {@link #start(PlatformSettings)} does, and tells what it begins to start. */
    public static Platform start(PlatformSettings settings, Consumer<String> begins) throws InterruptedException {
        begins.accept("Kafka, schema registry, PostgreSQL, S3");
        EmbeddedNode node = EmbeddedNode.start(
                settings.directory().resolve("node"),
                EnumSet.allOf(Part.class),
                settings.disposable() ? EmbeddedDatabase.DISPOSABLE : Map.of());
        Platform platform = new Platform(node);
        boolean up = false;
        try {
            platform.startServices(settings, begins);
            up = true;
            return platform;
        } finally {
            if (!up) {
                platform.close();
            }
        }
    }

    /** The servers below the services. */
    public EmbeddedNode node() {
        return node;
    }

    /** Where everything is. */
    public Addresses addresses() {
        return new Addresses(
                ProcessHandle.current().pid(),
                service("command-api").url(),
                service("catalog").url(),
                service("executor-local").url(),
                service("scheduler").url(),
                node.broker().bootstrapServers(),
                node.registry().url(),
                new Addresses.Server(
                        node.database().jdbcUrl("postgres"), node.database().user(), "node/database/password.secret"),
                new Addresses.Server(
                        node.s3().endpoint().toString(), node.s3().accessKey(), "node/s3/secret-key.secret"));
    }

    /** Ends everything, in the opposite order; idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            services.forEach(HostedService::close);
            node.close();
        }
    }

    private void startServices(PlatformSettings settings, Consumer<String> begins) throws InterruptedException {
        PlatformServices starting = new PlatformServices(node, settings);
        starting.prepare();
        begins.accept("catalog");
        add("catalog", starting.catalog());
        begins.accept("executor-local");
        add("executor-local", starting.executor());
        begins.accept("scheduler");
        add("scheduler", starting.scheduler());
        begins.accept("command-api");
        add("command-api", starting.commandApi(service("catalog").url()));
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_BOUND).build()) {
            for (HostedService service : services) {
                service.awaitReady(http);
            }
        }
    }

    private synchronized void add(String name, ConfigurableApplicationContext context) {
        services.push(HostedService.of(name, context));
    }

    private HostedService service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
