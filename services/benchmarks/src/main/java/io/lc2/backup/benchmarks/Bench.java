package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs one benchmark by its name, or all of them, each in a process of its own so that none is slowed down by what another
 * left behind. Ends with 0 when every bound was reached, 1 when one was missed or a benchmark failed, 2 when there is none
 * of that name.
 *
 * <pre>{@code java -cp … io.lc2.backup.benchmarks.Bench [name [arguments]]}</pre>
 */
public final class Bench {

    private static final int MISSED = 1;
    private static final int UNKNOWN = 2;

    /** Where a child leaves its lines. */
    private static final String LINES = "lc2.benchmark.lines";

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private static final List<Benchmark> ALL = List.of(
            new PostgresBenchmark(),
            new ObjectCopyBenchmark(),
            new IncrementalBenchmark(),
            new VerifyBenchmark(),
            new FoldBenchmark(),
            new ProjectionBenchmark(),
            new ReplayBenchmark(),
            new ListBenchmark(),
            new LatencyBenchmark(),
            new LibraryBenchmark(),
            new IdleBenchmark());

    /** Parts of a benchmark that people look for by their own name. */
    private static final Map<String, String> PARTS =
            Map.of("dump", "postgres", "restore", "postgres", "copy", "objects", "memory", "library");

    private Bench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        System.exit(arguments.length == 0 ? all() : one(Arrays.asList(arguments)));
    }

    static List<Benchmark> benchmarks() {
        return ALL;
    }

    static Optional<Benchmark> find(String name) {
        String whole = PARTS.getOrDefault(name, name);
        return ALL.stream().filter(benchmark -> benchmark.name().equals(whole)).findFirst();
    }

    static String usage() {
        StringBuilder text = new StringBuilder("Usage: ./lc2 bench [name [arguments]]; without a name all of them.\n");
        ALL.forEach(benchmark -> text.append("  %-11s %s%n".formatted(benchmark.name(), benchmark.usage())));
        return text.append("Other names: dump, restore (postgres), copy (objects), memory (library).\n")
                .toString();
    }

    private static int one(List<String> words) throws Exception {
        if (HELP.contains(words.getFirst())) {
            Terminal.say(usage().stripTrailing());
            return 0;
        }
        Optional<Benchmark> found = find(words.getFirst());
        if (found.isEmpty()) {
            Terminal.complain(usage().stripTrailing());
            return UNKNOWN;
        }
        Report report = new Report();
        found.get().run(new Arguments(words.subList(1, words.size())), report);
        String file = System.getProperty(LINES, "");
        if (!file.isEmpty()) {
            Files.write(
                    Path.of(file), report.lines().stream().map(Line::encoded).toList());
        }
        report.print(System.out);
        return report.reached() ? 0 : MISSED;
    }

    private static int all() throws IOException, InterruptedException {
        List<List<String>> commands =
                ALL.stream().map(benchmark -> List.of(benchmark.name())).toList();
        return summary(each(commands, Redirect.INHERIT));
    }

    /**
     * Runs some, one after the other, each in a process of its own.
     *
     * @param commands names, with arguments behind them
     * @param out where they print
     * @return what each found, by its name; empty for one that failed
     */
    static Map<String, Optional<Report>> each(List<List<String>> commands, Redirect out)
            throws IOException, InterruptedException {
        Map<String, Optional<Report>> reports = new LinkedHashMap<>();
        Path folder = Files.createDirectories(Path.of("target/benchmarks"));
        for (List<String> command : commands) {
            String name = command.getFirst();
            Terminal.say("%n=== %s".formatted(name));
            Path lines = folder.resolve(name + ".lines");
            Files.deleteIfExists(lines);
            int code = child(command, lines, out).waitFor();
            boolean ended = code <= MISSED && Files.exists(lines);
            reports.put(name, ended ? Optional.of(read(lines)) : Optional.empty());
        }
        return reports;
    }

    /** Prints what all found and returns the exit code. */
    static int summary(Map<String, Optional<Report>> reports) {
        Terminal.say("%n=== summary%n%-11s %s".formatted("", Line.header()));
        boolean reached = true;
        for (Map.Entry<String, Optional<Report>> entry : reports.entrySet()) {
            Report report = entry.getValue().orElseGet(Report::new);
            report.lines().forEach(line -> Terminal.say("%-11s %s".formatted(entry.getKey(), line.text())));
            if (entry.getValue().isEmpty()) {
                Terminal.say("%-11s FAILED; see above".formatted(entry.getKey()));
            }
            reached &= report.reached();
        }
        Terminal.say(reached ? "Every bound is reached." : "Not every bound is reached.");
        return reached ? 0 : MISSED;
    }

    private static Report read(Path lines) throws IOException {
        Report report = new Report();
        Files.readAllLines(lines).forEach(line -> report.add(Line.decode(line)));
        return report;
    }

    private static Process child(List<String> words, Path lines, Redirect out) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + LINES + "=" + lines.toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(Redirect.INHERIT)
                .start();
    }
}
