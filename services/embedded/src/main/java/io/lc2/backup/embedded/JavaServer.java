package io.lc2.backup.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small server in a JVM of its own, started and stopped; what the registry and the S3 server have in common. */
final class JavaServer {

    private static final Logger log = LoggerFactory.getLogger(JavaServer.class);

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(10);
    private static final Duration PROBE_BOUND = Duration.ofSeconds(2);

    private final String name;
    private final ServerDirectory directory;
    private final List<String> arguments;
    private final URI probe;
    private @Nullable ChildProcess process;
    private boolean closed;

    /**
     * @param arguments of {@code java}, after the sizes, which are set here
     * @param probe answers with any HTTP status below 500 when the server is ready
     */
    JavaServer(String name, ServerDirectory directory, List<String> arguments, URI probe) {
        this.name = name;
        this.directory = directory;
        this.arguments = List.copyOf(arguments);
        this.probe = probe;
    }

    synchronized void start() {
        if (closed) {
            throw new EmbeddedException(name + " on " + directory.path() + " is closed; make a new one");
        }
        if (process != null && process.isAlive()) {
            return;
        }
        long begin = System.nanoTime();
        ChildProcess starting = ChildProcess.start(name, ChildProcess.boundToParent("KILL", command()), directory);
        starting.awaitReady(START_BOUND, this::answers);
        process = starting;
        log.atInfo()
                .addKeyValue("server", name)
                .addKeyValue("url", probe.resolve("/"))
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("server is up");
    }

    synchronized void stop() {
        ChildProcess running = process;
        if (running != null) {
            process = null;
            running.stop(STOP_BOUND);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            directory.close();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        // Both would leave files in the system's temporary directory when the process is killed.
        command.add("-XX:-UsePerfData");
        command.add("-Djava.io.tmpdir=" + temporaryDirectory());
        command.addAll(arguments);
        return command;
    }

    private Path temporaryDirectory() {
        Path path = directory.resolve("tmp");
        try {
            FileTree.delete(path);
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new EmbeddedException("Cannot empty " + path + "; is it yours?", e);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PROBE_BOUND.toMillis());
            connection.setReadTimeout((int) PROBE_BOUND.toMillis());
            try {
                return connection.getResponseCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
