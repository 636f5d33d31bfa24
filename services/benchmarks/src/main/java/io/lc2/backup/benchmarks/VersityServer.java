package io.lc2.backup.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** VersityGW in front of a folder: an S3 server that is quick enough to measure with. */
final class VersityServer implements AutoCloseable {

    static final String ACCESS_KEY = "benchmark";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Process process;
    private final int port;
    private final String secretKey;

    private VersityServer(Process process, int port, String secretKey) {
        this.process = process;
        this.port = port;
        this.secretKey = secretKey;
    }

    static VersityServer start(Path data) throws IOException {
        Files.createDirectories(data);
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        binary().toString(), "--quiet", "--port", "127.0.0.1:" + port, "posix", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("versitygw.log").toFile());
        builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
        builder.environment().put("ROOT_SECRET_KEY", secret);
        VersityServer server = new VersityServer(builder.start(), port, secret);
        server.awaitPort();
        return server;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String secretKey() {
        return secretKey;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Path binary() throws IOException {
        Stream<Path> inPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(inPath, Stream.of(Path.of(System.getProperty("user.home"), "go", "bin")))
                .map(folder -> folder.resolve("versitygw"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IOException("there is no versitygw in PATH or in the bin folder of Go; get it by "
                                + "go install github.com/versity/versitygw/cmd/versitygw@v1.7.0"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long until = System.nanoTime() + START_NANOS;
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    process.destroy();
                    throw new IOException("versitygw does not answer; see its log beside the folder", e);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
