package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** The local executor as a process that can be killed. */
final class ExecutorProcess implements AutoCloseable {

    private final Path log;
    private final List<String> prefix;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private Process process;

    ExecutorProcess(Path log, List<String> arguments, Map<String, String> environment) {
        this(log, List.of(), arguments, environment);
    }

    private ExecutorProcess(Path log, List<String> prefix, List<String> arguments, Map<String, String> environment) {
        this.log = log;
        this.prefix = List.copyOf(prefix);
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
    }

    /** The same executor, run by a command that replaces itself by the one it is given. */
    ExecutorProcess within(List<String> command) {
        return new ExecutorProcess(log, command, arguments, environment);
    }

    /** Starts it and returns when it is ready. */
    ExecutorProcess start() {
        int port = freePort();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                // A killed process does not remove the native libraries it unpacked.
                "-Djava.io.tmpdir=" + log.getParent(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LocalExecutorApplication.class.getName(),
                "--server.port=" + port));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean ready = false;
        try {
            awaitReady(port);
            ready = true;
        } finally {
            if (!ready) {
                kill();
            }
        }
        return this;
    }

    /** Ends it as a power failure would. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            awaitExit();
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            AtomicReference<String> answer = new AtomicReference<>("no answer");
            try {
                await("executor ready").atMost(Duration.ofSeconds(90)).until(() -> {
                    assertThat(process.isAlive()).as(this::lastLines).isTrue();
                    try {
                        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                        answer.set(response.body());
                        return response.statusCode() == 200;
                    } catch (IOException notYet) {
                        return false;
                    }
                });
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("not ready: " + answer + "\n" + lastLines(), e);
            }
        }
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
