package io.lc2.backup.testkit.simulation;

import io.lc2.backup.testkit.simulation.Simulation.Outcome;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./lc2 simulate}. */
public final class Simulate {

    private static final String USAGE = """
            Usage: ./lc2 simulate [--seeds N] [--from N] [--seed N] [--mutation NAME]
              --seeds N        seeds to run (default 200000)
              --from N         the first of them (default 0)
              --seed N         run one seed, and when it breaks an invariant, tell its smallest story
              --mutation NAME  with a planted bug: DROP_ATTEMPT_CHECK, COUNT_THREADS, MANIFEST_FIRST,
                               IGNORE_WATCHDOG or SKIP_DEDUP
            It ends with 1 when an invariant does not hold.
            """;

    private static final long DEFAULT_SEEDS = 200_000;
    private static final long PROGRESS = 10_000;
    private static final double NANOS = 1e9;
    private static final int BROKEN = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final Simulation simulation;
    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final Map<String, Integer> ends = new TreeMap<>();
    private long checksum;

    private Simulate(PrintStream out, Simulation simulation) {
        this.out = out;
        this.simulation = simulation;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Options options = Options.of(arguments);
        if (options == null) {
            out.print(USAGE);
            System.exit(MISUSED);
            return;
        }
        Simulate program = new Simulate(out, new Simulation(options.mutation()));
        boolean well = options.one() ? program.explain(options.from()) : program.run(options.from(), options.seeds());
        if (!well) {
            System.exit(BROKEN);
        }
    }

    /** One checksum of two runs, in this order. */
    static long combined(long before, long next) {
        return before * 31 + next;
    }

    private boolean explain(long seed) {
        out.print(simulation.explain(seed));
        out.println();
        return simulation.run(seed).broken() == null;
    }

    private boolean run(long from, long seeds) {
        long began = System.nanoTime();
        for (long seed = from; seed < from + seeds; seed++) {
            Outcome outcome = simulation.run(seed);
            outcome.ends().forEach((end, count) -> ends.merge(end, count, Integer::sum));
            checksum = combined(checksum, outcome.hash());
            outcome.faults().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
            if (outcome.broken() != null) {
                out.print(simulation.explain(seed));
                return false;
            }
            if ((seed - from + 1) % PROGRESS == 0) {
                report(seed - from + 1, began);
            }
        }
        report(seeds, began);
        out.println("every invariant held after every step; how operations ended, and the faults that struck:");
        ends.forEach((end, count) -> out.printf("  %-24s %,d%n", end, count));
        faults.forEach((kind, count) -> out.printf("  %-24s %,d%n", kind, count));
        out.println("checksum of everything that happened: " + Long.toHexString(checksum));
        return true;
    }

    private void report(long seeds, long began) {
        double seconds = (System.nanoTime() - began) / NANOS;
        int struck = faults.values().stream().mapToInt(Integer::intValue).sum();
        int operations = ends.values().stream().mapToInt(Integer::intValue).sum();
        out.printf(
                "%,d seeds, %,d operations ended, %,d faults, %.0f seeds/s%n",
                seeds, operations, struck, seeds / seconds);
    }

    /** What was asked for. */
    private record Options(
            long from, long seeds, boolean one, @Nullable Mutation mutation) {

        /** Null when it cannot be understood. */
        static @Nullable Options of(String[] arguments) {
            Options options = new Options(0, DEFAULT_SEEDS, false, null);
            try {
                for (int i = 0; i < arguments.length; i += 2) {
                    if (i + 1 == arguments.length) {
                        return null;
                    }
                    options = options.with(arguments[i], arguments[i + 1]);
                }
                return options;
            } catch (IllegalArgumentException unknown) {
                return null;
            }
        }

        private Options with(String name, String value) {
            return switch (name) {
                case "--from" -> new Options(Long.parseLong(value), seeds, one, mutation);
                case "--seeds" -> new Options(from, Long.parseLong(value), one, mutation);
                case "--seed" -> new Options(Long.parseLong(value), seeds, true, mutation);
                case "--mutation" -> new Options(from, seeds, one, Mutation.valueOf(value));
                default -> throw new IllegalArgumentException(name);
            };
        }
    }
}
