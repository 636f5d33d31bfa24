package io.lc2.backup.local.s3;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The S3 server VersityGW as a child process on a folder. */
final class VersityGw implements AutoCloseable {

    private static final String SECRET = "only-for-this-test-run";

    private final Process process;
    private final int port;

    private VersityGw(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> find() {
        Stream<Path> inPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
        return Stream.concat(inPath, Stream.of(Path.of(System.getProperty("user.home"), "go", "bin")))
                .map(folder -> folder.resolve("versitygw"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static VersityGw start(Path dataDir) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path data = Files.createDirectories(dataDir.resolve("data"));
            ProcessBuilder command = new ProcessBuilder(
                    find().orElseThrow().toString(),
                    "--quiet",
                    "--port",
                    "127.0.0.1:" + port,
                    "posix",
                    data.toString());
            command.environment().put("ROOT_ACCESS_KEY", "tester");
            command.environment().put("ROOT_SECRET_KEY", SECRET);
            command.redirectErrorStream(true)
                    .redirectOutput(dataDir.resolve("log").toFile());
            VersityGw server = new VersityGw(command.start(), port);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    S3Credentials credentials() {
        return new S3Credentials("tester", SECRET);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
