package io.lc2.backup.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client program that runs, without a shell and without what our own environment holds. Closing ends it, whatever it does;
 * it is never left behind.
 */
final class Program implements AutoCloseable {

    /** Which of its streams are ours; the others are empty. */
    enum Streams {
        INPUT,
        OUTPUT,
        BOTH
    }

    private static final Logger log = LoggerFactory.getLogger(Program.class);

    /** Of what it complains the end tells why it stopped. */
    private static final int KEPT = 8192;

    private static final long GRACE_SECONDS = 5;
    private static final Pattern REPORTS = Pattern.compile(
            "pg_\\w+: (error:|detail: (Error message from server|server version):)|connection to server at ");
    /** Where programs and certificates are; nothing else of ours is theirs to see. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "TZ", "SYSTEMROOT");

    private final Process process;
    private final Thread drain;
    private final Tail errors = new Tail(KEPT);

    private Program(Process process, String name) {
        this.process = process;
        this.drain = Thread.ofPlatform().daemon().name("lc2-errors-of-" + name).start(this::drainErrors);
    }

    /**
     * Starts a program.
     *
     * @param command path and arguments, seen by everybody on the machine: no secrets
     * @param environment added to the few inherited variables; may hold a password
     */
    static Program start(List<String> command, Map<String, String> environment, Streams streams) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        // Messages are compared with English text.
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        if (streams == Streams.INPUT) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        if (streams == Streams.OUTPUT) {
            process.getOutputStream().close();
        }
        return new Program(process, command.getFirst());
    }

    /** What it prints. */
    InputStream output() {
        return process.getInputStream();
    }

    /** What it reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** Waits until it has ended by itself or by {@link #kill}. */
    int awaitEnd() {
        try {
            int code = process.waitFor();
            drain.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a program ran", e);
        }
    }

    /**
     * The last lines in which it reported errors. Lines that follow an error are left out: they quote the statement or the
     * row, and with it passwords of user mappings or personal data.
     */
    String errors() {
        return errors.text()
                .lines()
                .filter(line -> REPORTS.matcher(line).lookingAt())
                .map(String::strip)
                .collect(Collectors.joining("; "));
    }

    /** Ends it: politely, so that it cancels what it asked the server for, and after some seconds anyway. Any thread. */
    void kill() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)
                    && !process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                log.atError().addKeyValue("pid", process.pid()).log("a program cannot be killed; end it by hand");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it come to its end, which should be near, and ends it otherwise. */
    void killAfterGrace() {
        try {
            if (process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            process.getInputStream().close();
            process.getOutputStream().close();
        } catch (IOException ignored) {
            // A pipe to a program that has ended.
        }
    }

    private void drainErrors() {
        byte[] buffer = new byte[1024];
        try (InputStream stream = process.getErrorStream()) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                errors.add(buffer, count);
            }
        } catch (IOException ignored) {
            // Its end closes the pipe.
        }
    }

    /** The last bytes of a stream. */
    private static final class Tail {

        private final byte[] ring;
        private long total;

        Tail(int size) {
            ring = new byte[size];
        }

        synchronized void add(byte[] bytes, int count) {
            for (int at = 0; at < count; at++) {
                ring[(int) (total % ring.length)] = bytes[at];
                total++;
            }
        }

        synchronized String text() {
            if (total <= ring.length) {
                return new String(ring, 0, (int) total, StandardCharsets.UTF_8);
            }
            int start = (int) (total % ring.length);
            byte[] ordered = new byte[ring.length];
            System.arraycopy(ring, start, ordered, 0, ring.length - start);
            System.arraycopy(ring, 0, ordered, ring.length - start, start);
            return new String(ordered, StandardCharsets.UTF_8);
        }
    }
}
