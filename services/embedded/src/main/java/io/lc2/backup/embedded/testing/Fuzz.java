package io.lc2.backup.embedded.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a parser with damaged copies of sound inputs for a few seconds. Whatever comes out of it that its caller does not
 * expect, takes longer than {@link #LONGEST} or allocates more than {@link #MOST_BYTES} fails the test, and the message
 * holds the input, which {@code -Dfuzz.input=<hex>} feeds again.
 *
 * <p>The inputs are the same in every run, so that a change fails for what it does and not by chance. Look further with
 * {@code -Dfuzz.seed}, {@code -Dfuzz.inputs} and {@code -Dfuzz.seconds}.
 */
public final class Fuzz {

    /** Processor time of one input; the slowest takes a thousandth of it. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** Allocated for one input; a length that is believed before it is checked asks for gigabytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final int DEFAULT_SECONDS = 2;
    private static final long DEFAULT_INPUTS = 20_000;
    private static final long DEFAULT_SEED = 1;
    private static final int QUOTED_BYTES = 64 * 1024;

    private final List<byte[]> sound;
    private final long seed = Long.getLong("fuzz.seed", DEFAULT_SEED);
    private volatile byte[] current = new byte[0];
    private volatile @Nullable AssertionError failure;
    private volatile long inputs;

    private Fuzz(List<byte[]> sound) {
        if (sound.isEmpty()) {
            throw new IllegalArgumentException("nothing to damage");
        }
        this.sound = List.copyOf(sound);
    }

    /** What is under test. */
    @FunctionalInterface
    public interface Parser {

        /** Parses, and swallows the exceptions it documents; any other is a finding. */
        void parse(byte[] input) throws Exception;
    }

    /** Damages these inputs, and mixes them. */
    public static Fuzz from(List<byte[]> sound) {
        return new Fuzz(sound);
    }

    /**
     * Runs until the time is up or there were enough inputs.
     *
     * @return how many inputs were parsed
     * @throws AssertionError at the first finding
     */
    public long against(Parser parser) {
        Thread thread = Thread.ofPlatform().daemon().name("fuzz").start(() -> run(parser));
        try {
            if (!thread.join(duration().plus(HANGS))) {
                throw finding("does not come to an end with", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
        return inputs;
    }

    @SuppressWarnings("IllegalCatch") // Whatever comes out of a parser with a defect is what is looked for.
    private void run(Parser parser) {
        try {
            String given = System.getProperty("fuzz.input");
            if (given != null) {
                parse(parser, HexFormat.of().parseHex(given));
                return;
            }
            Damage damage = new Damage(new Random(seed), sound);
            // The first ones load classes and fill caches: they count for nothing.
            for (byte[] input : sound) {
                current = input;
                parser.parse(input);
            }
            long end = System.nanoTime() + duration().toNanos();
            long most = Long.getLong("fuzz.inputs", DEFAULT_INPUTS);
            long done = 0;
            do {
                parse(parser, damage.next());
                done++;
            } while (done < most && System.nanoTime() - end < 0);
            inputs = done;
        } catch (AssertionError e) {
            failure = e;
        } catch (Throwable e) {
            failure = finding("throws " + e + " on", e);
        }
    }

    private void parse(Parser parser, byte[] input) throws Exception {
        current = input;
        Usage before = Usage.ofThisThread();
        parser.parse(input);
        Usage used = Usage.ofThisThread().since(before);
        if (used.cpuNanos > LONGEST.toNanos()) {
            throw finding("takes " + TimeUnit.NANOSECONDS.toMillis(used.cpuNanos) + " ms with", null);
        }
        if (used.bytes > MOST_BYTES) {
            throw finding("allocates " + used.bytes + " bytes for", null);
        }
    }

    private AssertionError finding(String what, @Nullable Throwable cause) {
        byte[] input = current;
        String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, QUOTED_BYTES));
        return new AssertionError(
                "The parser %s these %d bytes (seed %d): -Dfuzz.input=%s".formatted(what, input.length, seed, hex),
                cause);
    }

    private static Duration duration() {
        return Duration.ofSeconds(Long.getLong("fuzz.seconds", DEFAULT_SECONDS));
    }

    /** What a thread has used of the machine since it began. */
    private record Usage(long cpuNanos, long bytes) {

        static Usage ofThisThread() {
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            return new Usage(threads.getCurrentThreadCpuTime(), threads.getCurrentThreadAllocatedBytes());
        }

        Usage since(Usage before) {
            return new Usage(cpuNanos - before.cpuNanos, bytes - before.bytes);
        }
    }
}
