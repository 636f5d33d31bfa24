package io.lc2.backup.scheduler.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A scheduler as a process that can be killed. */
record SchedulerProcess(Process process, Path log) implements AutoCloseable {

    static SchedulerProcess start(String bootstrap, String registry, Path world, String name) throws IOException {
        Path log = world.resolve(name + ".log");
        return new SchedulerProcess(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx192m",
                                // A killed process does not remove the native libraries it unpacked.
                                "-Djava.io.tmpdir=" + world,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SchedulerInAnotherJvm.class.getName(),
                                bootstrap,
                                registry,
                                world.resolve("state-" + name).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    /** Whether its log says that it was in this state. */
    boolean was(String state) throws IOException {
        return Files.readString(log).contains("state=\"" + state + "\"");
    }

    /** As kill -9, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
