package io.lc2.backup.embedded;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry, database and S3 server of one machine, each in its folder of one data directory.
 *
 * <p>A second node on the same directory finds the data, ports and secrets of the first. Its owner closes clients and
 * application contexts before it.
 */
public final class EmbeddedNode implements AutoCloseable {

    /** The servers a node can have, in the order in which they are stopped. */
    public enum Part {
        S3("s3"),
        DATABASE("database"),
        REGISTRY("registry"),
        BROKER("broker");

        private final String folder;

        Part(String folder) {
            this.folder = folder;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(EmbeddedNode.class);

    private final Map<Part, EmbeddedServer> servers;

    private EmbeddedNode(Map<Part, EmbeddedServer> servers) {
        this.servers = servers;
    }

    /**
     * Starts the parts at the same time and returns when all answer.
     *
     * @param dataDir created if missing; one node at a time
     * @throws EmbeddedException if one part does not start; the others are closed then
     */
    public static EmbeddedNode start(Path dataDir, Set<Part> parts) {
        return start(dataDir, parts, Map.of());
    }

    /**
     * Starts as {@link #start(Path, Set)} does.
     *
     * @param databaseSettings of {@code postgresql.conf}, as {@link EmbeddedDatabase#DISPOSABLE} for tests
     */
    public static EmbeddedNode start(Path dataDir, Set<Part> parts, Map<String, String> databaseSettings) {
        long begin = System.nanoTime();
        EmbeddedNode node = new EmbeddedNode(new EnumMap<>(Part.class));
        boolean up = false;
        try {
            node.startAll(dataDir, parts, databaseSettings);
            up = true;
        } finally {
            if (!up) {
                node.close();
            }
        }
        log.atInfo()
                .addKeyValue("parts", parts)
                .addKeyValue("dataDir", dataDir)
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("embedded node is up");
        return node;
    }

    /** Returns the broker. @throws IllegalStateException if the node was started without it */
    public EmbeddedBroker broker() {
        return part(Part.BROKER, EmbeddedBroker.class);
    }

    /** Returns the schema registry. @throws IllegalStateException if the node was started without it */
    public EmbeddedRegistry registry() {
        return part(Part.REGISTRY, EmbeddedRegistry.class);
    }

    /** Returns the database server. @throws IllegalStateException if the node was started without it */
    public EmbeddedDatabase database() {
        return part(Part.DATABASE, EmbeddedDatabase.class);
    }

    /** Returns the S3 server. @throws IllegalStateException if the node was started without it */
    public EmbeddedS3 s3() {
        return part(Part.S3, EmbeddedS3.class);
    }

    /** Stops all parts, the broker last; idempotent. One that cannot be stopped does not keep the others. */
    @Override
    public void close() {
        EmbeddedException failure = null;
        for (EmbeddedServer server : servers.values()) {
            try {
                server.close();
            } catch (EmbeddedException e) {
                failure = merged(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void startAll(Path dataDir, Set<Part> parts, Map<String, String> databaseSettings) {
        Map<Part, Future<EmbeddedServer>> starting = new EnumMap<>(Part.class);
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("embedded-start-", 0).factory())) {
            for (Part part : parts) {
                starting.put(part, starters.submit(() -> start(part, dataDir.resolve(part.folder), databaseSettings)));
            }
        }
        EmbeddedException failure = null;
        for (Map.Entry<Part, Future<EmbeddedServer>> entry : starting.entrySet()) {
            try {
                servers.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                String what = "The embedded " + entry.getKey().folder + " did not start: " + e.getMessage();
                failure = merged(failure, new EmbeddedException(what, e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = merged(failure, new EmbeddedException("Interrupted while starting", e));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static EmbeddedServer start(Part part, Path folder, Map<String, String> databaseSettings) {
        return switch (part) {
            case BROKER -> EmbeddedBroker.start(folder);
            case REGISTRY -> EmbeddedRegistry.start(folder);
            case DATABASE -> EmbeddedDatabase.start(folder, databaseSettings);
            case S3 -> EmbeddedS3.start(folder);
        };
    }

    private <S extends EmbeddedServer> S part(Part part, Class<S> type) {
        EmbeddedServer server = servers.get(part);
        if (server == null) {
            throw new IllegalStateException("The node was started without " + part + "; add it to its parts");
        }
        return type.cast(server);
    }

    private static EmbeddedException merged(@Nullable EmbeddedException first, EmbeddedException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
