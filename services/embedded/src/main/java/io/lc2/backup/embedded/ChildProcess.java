package io.lc2.backup.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server process that writes to a log file and dies with this JVM, however that ends. */
final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PROBE_BOUND = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 4_000;
    /** The parent's environment may hold credentials and settings (QUARKUS_*, AWS_*, PG*) that are not for children. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private final String name;
    private final Path logFile;
    private final Process process;

    private ChildProcess(String name, Path logFile, Process process) {
        this.name = name;
        this.logFile = logFile;
        this.process = process;
    }

    /**
     * Starts a server; returns as soon as the process exists.
     *
     * @param name what messages call it
     * @param command program and arguments, without secrets: everybody on the machine can read them
     * @param directory the server's; the log is {@code <name>.log} in it, that of the previous start {@code .log.1}
     */
    static ChildProcess start(String name, List<String> command, ServerDirectory directory) {
        Path logFile = directory.resolve(name + ".log");
        ProcessBuilder builder = builder(command, directory.path(), logFile);
        try {
            return new ChildProcess(name, logFile, BoundProcess.start(name, builder));
        } catch (IOException e) {
            throw new EmbeddedException("Cannot start " + name + " (" + command.getFirst() + ")", e.getCause());
        }
    }

    /**
     * Prefixes the command so that its parent decides when it ends, where setsid(1) and setpriv(1) can do that: the
     * kernel sends it this signal when the parent dies, and an interrupt typed at the terminal reaches the parent alone,
     * which stops its clients first. Elsewhere a killed parent leaves the child behind.
     */
    static List<String> boundToParent(String signal, List<String> command) {
        List<String> prefix = List.of("setsid", "setpriv", "--pdeathsig", signal, "--");
        List<String> whole = new ArrayList<>();
        if (works(prefix)) {
            whole.addAll(prefix);
        }
        whole.addAll(command);
        return whole;
    }

    /** Tells whether this prefix can run a command on this machine. */
    static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_BOUND.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted("probing " + prefix.getFirst());
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param logFile takes what it prints; the exception quotes its end
     * @throws EmbeddedException if it fails or takes longer than the bound
     */
    static void run(List<String> command, Path directory, Path logFile, Duration bound) {
        String program = Path.of(command.getFirst()).getFileName().toString();
        try {
            Process process = builder(command, directory, logFile).start();
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException(program + " did not end within " + bound + "; see " + logFile);
            }
            if (process.exitValue() != 0) {
                throw new EmbeddedException(
                        program + " failed with exit code " + process.exitValue() + ":\n" + tail(logFile));
            }
        } catch (IOException e) {
            throw new EmbeddedException("Cannot run " + program + "; is it installed and executable?", e);
        } catch (InterruptedException e) {
            throw interrupted("running " + program);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the server answers.
     *
     * @param ready asks it once, quickly
     * @throws EmbeddedException with the end of its log, if it exits or the bound passes; the process is gone then
     */
    void awaitReady(Duration bound, BooleanSupplier ready) {
        long end = System.nanoTime() + bound.toNanos();
        while (!ready.getAsBoolean()) {
            if (exitsWithin(POLL)) {
                throw new EmbeddedException(
                        name + " ended with exit code " + process.exitValue() + " while starting:\n" + tail(logFile));
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new EmbeddedException(name + " did not answer within " + bound + "; the end of " + logFile
                        + " says:\n" + tail(logFile));
            }
        }
    }

    /** Asks the process to end, then makes it end. */
    void stop(Duration bound) {
        process.destroy();
        awaitEnd(bound);
    }

    /** Waits for an end already asked for, then makes the process end. */
    void awaitEnd(Duration bound) {
        if (!exitsWithin(bound)) {
            process.destroyForcibly();
            if (!exitsWithin(bound)) {
                throw new EmbeddedException(name + " (process " + process.pid() + ") cannot be stopped; kill it");
            }
        }
    }

    private boolean exitsWithin(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted("waiting for " + name);
        }
    }

    private static ProcessBuilder builder(List<String> command, Path directory, Path logFile) {
        keepPrevious(logFile);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(logFile.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        return builder;
    }

    private static void keepPrevious(Path logFile) {
        if (Files.exists(logFile)) {
            Path previous = logFile.resolveSibling(logFile.getFileName() + ".1");
            try {
                Files.move(logFile, previous, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new EmbeddedException("Cannot rename " + logFile + "; is it yours?", e);
            }
        }
    }

    private static String tail(Path file) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, log.read(bytes));
            return new String(bytes, 0, read, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static EmbeddedException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new EmbeddedException("Interrupted while " + doing);
    }
}
