package io.lc2.backup.standalone.background;

import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.platform.StandaloneException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts, finds and ends the one process that runs the platform on a data directory. */
public final class Background {

    /** With broker, registry, database, S3 server and three services on a busy machine. */
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    /** The process itself bounds each of its parts; this is more than their sum on a machine that works. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int QUOTED_LINES = 15;

    private final DataDirectory data;

    public Background(DataDirectory data) {
        this.data = data;
    }

    /** The process, if one runs on this directory. */
    public Optional<ProcessHandle> running() {
        return data.process().flatMap(ProcessMark::process);
    }

    /**
     * Starts the process and waits until all of it is ready.
     *
     * @param mainClass of the process; it is called with {@code serve --data=<directory>}
     * @throws StandaloneException if one runs already, or it does not get ready; it is gone then
     */
    public Addresses start(Class<?> mainClass) throws InterruptedException {
        data.prepare();
        data.forget();
        Process process = launch(mainClass);
        boolean ready = false;
        // Ctrl-C while waiting ends what was started.
        Thread onInterrupt = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Addresses addresses = awaitReady(process);
            ready = true;
            return addresses;
        } finally {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            if (!ready) {
                end(process.toHandle());
            }
        }
    }

    /**
     * Ends the process and waits until it is gone.
     *
     * @return whether one ran
     */
    public boolean stop() throws InterruptedException {
        Optional<ProcessHandle> process = running();
        process.ifPresent(this::end);
        data.forget();
        return process.isPresent();
    }

    private void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
            throw new StandaloneException(
                    "The process " + process.pid() + " did not end within " + STOP_BOUND.toSeconds()
                            + " s and was killed; the reason is at the end of " + data.logs(),
                    e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new StandaloneException("Cannot wait for the process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch(Class<?> mainClass) {
        if (data.isLocked()) {
            throw new StandaloneException("Another process uses " + data.root()
                    + " (a start or stop under way?); try again in a moment, or see  ./lc2 status");
        }
        List<String> command = new ArrayList<>(detaching());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath(), mainClass.getName()));
        command.addAll(List.of("serve", "--data=" + data.root()));
        try {
            return new ProcessBuilder(command)
                    .directory(data.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(data.console().toFile())
                    .start();
        } catch (IOException e) {
            throw new StandaloneException("Cannot start a background process: " + e.getMessage(), e);
        }
    }

    /** Absolute, because the new process has another working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** So that neither Ctrl-C nor the end of the terminal reaches the process. */
    private static List<String> detaching() {
        for (String program : List.of("setsid", "nohup")) {
            for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
                if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                    return List.of(program);
                }
            }
        }
        return List.of();
    }

    private Addresses awaitReady(Process process) throws InterruptedException {
        long end = System.nanoTime() + START_BOUND.toNanos();
        while (System.nanoTime() < end) {
            Optional<Addresses> addresses = data.addresses();
            if (addresses.isPresent()) {
                return addresses.get();
            }
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StandaloneException(
                        "It ended while starting. " + data.console() + " says:\n" + data.endOfConsole(QUOTED_LINES));
            }
        }
        throw new StandaloneException(
                "It was not ready within %d s; see the logs in %s".formatted(START_BOUND.toSeconds(), data.logs()));
    }
}
