package io.lc2.backup.executor.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An executor as a process that can be killed, stopped and sent on. */
record ExecutorProcess(Process process) implements AutoCloseable {

    static ExecutorProcess start(String bootstrap, String registry, Path world, String name) throws IOException {
        return new ExecutorProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        // A killed process does not remove the native libraries it unpacked.
                        "-Djava.io.tmpdir=" + world,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExecutorInAnotherJvm.class.getName(),
                        bootstrap,
                        registry,
                        world.resolve("state-" + name).toString(),
                        world.toString(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        world.resolve(name + ".log").toFile()))
                .start());
    }

    long pid() {
        return process.pid();
    }

    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
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

    /** As a shutdown that was announced. */
    void closeGracefully() throws IOException {
        process.getOutputStream().close();
    }
}
