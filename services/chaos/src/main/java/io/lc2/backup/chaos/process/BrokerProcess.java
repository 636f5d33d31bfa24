package io.lc2.backup.chaos.process;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.process.JavaProcess.Launch;
import io.lc2.backup.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The embedded broker in a process of its own, so that it can be killed without a farewell. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofMinutes(1);

    private final Path directory;
    private @Nullable JavaProcess process;

    private BrokerProcess(Path directory) {
        this.directory = directory;
    }

    /** Starts a broker on this directory and returns when it answers. */
    public static BrokerProcess start(Path directory) throws InterruptedException {
        BrokerProcess broker = new BrokerProcess(directory);
        broker.start();
        return broker;
    }

    /** Starts it again on its data and its port; returns when it answers. */
    public synchronized void start() throws InterruptedException {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(answerFile(directory));
        } catch (IOException e) {
            throw new ChaosException("Cannot write in " + directory, e);
        }
        JavaProcess starting = JavaProcess.start(new Launch(
                "broker",
                List.of(),
                List.of("-Xmx256m", "-Dlogback.configurationFile=io/lc2/backup/chaos/logback.xml"),
                BrokerProcess.class.getName(),
                List.of(directory.toString()),
                directory));
        process = starting;
        boolean up = Patience.await(START_BOUND, () -> Files.exists(answerFile(directory)) || !starting.isAlive());
        if (!up || !starting.isAlive()) {
            throw new ChaosException("The broker did not start; see " + starting.log());
        }
    }

    /** Ends it as a power failure would; what it has acknowledged is in the page cache. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Freezes it: connections stay open and nothing answers. */
    public synchronized void freeze() {
        if (process != null) {
            process.freeze();
        }
    }

    public synchronized void thaw() {
        if (process != null) {
            process.thaw();
        }
    }

    /** The {@code bootstrap.servers} of clients; the same over restarts. */
    public String bootstrapServers() {
        try {
            return Files.readString(answerFile(directory));
        } catch (IOException e) {
            throw new ChaosException("The broker is not up", e);
        }
    }

    /** Nothing of it is needed any more, so it need not say farewell. */
    @Override
    public void close() {
        kill();
    }

    /** What the process runs. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"));
        Path partial = directory.resolve("answer.partial");
        Files.writeString(partial, broker.bootstrapServers());
        Files.move(partial, answerFile(directory));
        new CountDownLatch(1).await();
    }

    private static Path answerFile(Path directory) {
        return directory.resolve("bootstrap");
    }
}
