package io.lc2.backup.chaos.process;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.embedded.BoundProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of ours that can be killed and frozen; it dies with this process, however that ends. */
public final class JavaProcess implements AutoCloseable {

    /** The environment of this process may hold settings and credentials that are not for children. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private static final List<String> BOUND_TO_PARENT = List.of("setsid", "setpriv", "--pdeathsig", "KILL", "--");
    private static final Duration PROBE_BOUND = Duration.ofSeconds(10);
    private static final Duration END_BOUND = Duration.ofSeconds(25);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * How to start one.
     *
     * @param name also of its log
     * @param prefix a command that replaces itself by the one it is given; empty for none
     * @param options of the JVM
     * @param mainClass on our own class path
     * @param arguments without secrets, which everybody on the machine could read
     * @param directory where log and temporary files go
     */
    public record Launch(
            String name,
            List<String> prefix,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Path directory) {

        public Launch {
            prefix = List.copyOf(prefix);
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
        }
    }

    /** Starts it; returns as soon as the process exists. */
    public static JavaProcess start(Launch launch) {
        try {
            Path temporary = Files.createDirectories(launch.directory().resolve("tmp"));
            Path log = launch.directory().resolve(launch.name() + ".log");
            ProcessBuilder builder = new ProcessBuilder(command(launch, temporary))
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(INHERITED);
            return new JavaProcess(launch.name(), started(launch.name(), builder), log);
        } catch (IOException e) {
            throw new ChaosException("Cannot start " + launch.name(), e);
        }
    }

    /** Ends it as a power failure would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Freezes it: to others it looks dead, and it does not know that it was. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on where it was frozen. */
    public void thaw() {
        signal("CONT");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Asks it to end, then makes it. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
        }
        awaitEnd();
    }

    /** Whether this prefix can run a command on this machine. */
    public static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PROBE_BOUND.toSeconds(), TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (!kill.waitFor(PROBE_BOUND.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new ChaosException("Cannot send SIG" + signal + " to " + name);
            }
        } catch (IOException e) {
            throw new ChaosException("Cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                if (!process.waitFor(END_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                    throw new ChaosException(name + " (process " + process.pid() + ") cannot be stopped; kill it");
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Launch launch, Path temporary) {
        List<String> command = new ArrayList<>();
        if (works(BOUND_TO_PARENT)) {
            command.addAll(BOUND_TO_PARENT);
        }
        command.addAll(launch.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // A killed process removes neither of these.
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", classPath(), launch.mainClass()));
        command.addAll(launch.arguments());
        return command;
    }

    /** Ours; absolute, since a child works in a directory of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Process started(String name, ProcessBuilder builder) {
        try {
            return BoundProcess.start(name, builder);
        } catch (IOException e) {
            throw new ChaosException("Cannot start " + name, e);
        }
    }
}
