package io.lc2.backup.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single-node Kafka (broker and KRaft controller) inside this JVM, listening on 127.0.0.1 only.
 *
 * <p>It does what {@code kafka.Kafka} does and keeps everything below its data directory, so that a second start, in the
 * same process or another, finds topics, offsets and transactions of the first, on the same port.
 */
public final class EmbeddedBroker implements EmbeddedServer {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int NODE_ID = 1;
    /** A healthy stop takes about a second; beyond this something holds the broker. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(60);

    private final ServerDirectory directory;
    private final Path logDir;
    private final String bootstrapServers;
    private final Map<String, String> settings;
    private @Nullable KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(ServerDirectory directory) {
        this.directory = directory;
        this.logDir = directory.resolve("log");
        this.bootstrapServers = ServerDirectory.HOST + ":" + directory.port("broker");
        String controller = ServerDirectory.HOST + ":" + directory.port("controller");
        this.settings = settings(bootstrapServers, controller, logDir);
    }

    /**
     * Starts a broker on the data of this directory, which is created if missing.
     *
     * @param dataDir a directory of its own; one broker at a time
     * @throws EmbeddedException if the directory is in use by another broker or not readable
     */
    public static EmbeddedBroker start(Path dataDir) {
        return ServerDirectory.start(dataDir, EmbeddedBroker::new);
    }

    /** Returns the {@code bootstrap.servers} of clients; stays the same over restarts. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new EmbeddedException("The broker on " + directory.path() + " is closed; make a new one");
        }
        if (server != null) {
            return;
        }
        long begin = System.nanoTime();
        server = launch();
        log.atInfo()
                .addKeyValue("bootstrapServers", bootstrapServers)
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("broker is up");
    }

    @Override
    public synchronized void stop() {
        KafkaRaftServer running = server;
        if (running == null) {
            return;
        }
        server = null;
        shutDown(running);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            directory.close();
        }
    }

    // Kafka's formatter declares Exception and its start-up throws any RuntimeException: here they get their context.
    @SuppressWarnings("IllegalCatch")
    private KafkaRaftServer launch() {
        KafkaRaftServer starting = null;
        try {
            format();
            starting = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            starting.startup();
            return starting;
        } catch (Exception e) {
            if (starting != null) {
                shutDown(starting);
            }
            throw new EmbeddedException(
                    "The broker on " + logDir + " did not start (" + e.getMessage()
                            + "); is the directory writable and no other broker using it?",
                    e);
        }
    }

    private void format() throws Exception {
        if (Files.exists(logDir.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logDir);
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(logDir.toString())
                    .setDirectories(List.of(logDir.toString()))
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    /** On a thread of its own: Kafka's shutdown may wait for minutes, and its caller must not. */
    private void shutDown(KafkaRaftServer stopping) {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> {
                    stopping.shutdown();
                    stopping.awaitShutdown();
                },
                task -> Thread.ofPlatform().name("broker-stop").daemon().start(task));
        try {
            stopped.get(STOP_BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.atWarn()
                    .addKeyValue("dataDir", logDir)
                    .setCause(e)
                    .log("broker did not stop cleanly; it ends with this process");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> settings(String broker, String controller, Path logDir) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("listeners", "BROKER://" + broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "BROKER://" + broker);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        // Static voters: the controller's port may change between two starts, a dynamic quorum would remember the old.
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", logDir.toString());
        settings.putAll(forOneNode());
        return Map.copyOf(settings);
    }

    private static Map<String, String> forOneNode() {
        Map<String, String> settings = new HashMap<>();
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The default of 9 s is how long a start after a crash waits for the broker's own ghost.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Sized for hundreds of small partitions in a JVM that has other work to do.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        return settings;
    }
}
