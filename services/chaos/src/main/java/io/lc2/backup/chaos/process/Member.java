package io.lc2.backup.chaos.process;

import io.lc2.backup.chaos.process.JavaProcess.Launch;
import io.lc2.backup.local.LocalExecutorApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One executor: its name, its directory, and the process that is it at the moment. */
final class Member {

    private final String name;
    private final Path directory;
    private @Nullable JavaProcess process;
    private int port;
    private int starts;
    /** Before this instant of {@link System#nanoTime} nobody starts it again. */
    private long asleepUntil;

    Member(String name, Path directory) {
        this.name = name;
        this.directory = directory;
        this.asleepUntil = System.nanoTime();
    }

    String name() {
        return name;
    }

    synchronized int port() {
        return port;
    }

    synchronized int starts() {
        return starts;
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    synchronized @Nullable JavaProcess process() {
        return process;
    }

    synchronized boolean due() {
        return !alive() && System.nanoTime() - asleepUntil >= 0;
    }

    synchronized void sleepUntil(long nanoTime) {
        asleepUntil = nanoTime;
    }

    synchronized void start(ExecutorFleet.Settings settings) {
        port = ServiceHealth.freePort();
        starts++;
        List<String> arguments = new ArrayList<>(settings.arguments());
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--lc2.executor.instance-id=" + name,
                "--lc2.executor.state-directory=" + directory.resolve("state")));
        process = JavaProcess.start(new Launch(
                name,
                settings.prefix(),
                List.of("-Xmx" + settings.heap(), "-XX:+ExitOnOutOfMemoryError", "-XX:+EnableDynamicAgentLoading"),
                LocalExecutorApplication.class.getName(),
                arguments,
                directory));
    }

    synchronized void close() {
        if (process != null) {
            // A frozen process does not hear that it shall end.
            process.thaw();
            process.close();
        }
    }
}
