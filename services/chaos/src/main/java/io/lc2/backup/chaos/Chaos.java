package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.workload.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./lc2 chaos} runs. Exit code 0 when nothing was lost, 1 when something was, 2 for a wrong call. */
@Command(
        name = "lc2 chaos",
        description = "Breaks a real platform at every step of its work, waits until it has settled, and compares.",
        mixinStandardHelpOptions = true)
public final class Chaos implements Callable<Integer> {

    @Option(names = "--seed", description = "of everything that is drawn; drawn itself unless given")
    private @Nullable Long seed;

    @Option(names = "--faults", split = ",", description = "what may break (default: all)")
    private String @Nullable [] faults;

    @Option(names = "--steps", split = ",", description = "at which steps (default: all)")
    private String @Nullable [] steps;

    @Option(names = "--surely", split = ",", description = "fields that are visited first, as in kill@copy-objects")
    private String @Nullable [] surely;

    @Option(names = "--rounds", defaultValue = "1", description = "how often the matrix is gone through (1)")
    private int rounds;

    @Option(names = "--cells", defaultValue = "1000", description = "faults at most, spread evenly (all)")
    private int cells;

    @Option(
            names = "--operations",
            defaultValue = "0",
            description = "operations at least (as many as the faults need)")
    private int operations;

    @Option(names = "--minutes", defaultValue = "60", description = "no further fault after this time (60)")
    private int minutes;

    @Option(names = "--outage", defaultValue = "60", description = "seconds without the catalog's PostgreSQL (60)")
    private int outage;

    @Option(names = "--heap", defaultValue = "224m", description = "largest heap of each executor (224m)")
    private String heap = "224m";

    @Option(names = "--work", defaultValue = "target/chaos", description = "where everything is while it runs")
    private Path work = Path.of("target/chaos");

    /** Runs once. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Logs.begin();
        Optional<Integer> code = Namespace.run(args);
        System.exit(code.isPresent() ? code.get() : new CommandLine(new Chaos()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        InstantSource clock = InstantSource.system();
        long chosen = seed == null ? clock.millis() % 1_000_000 : seed;
        ChaosSettings settings = new ChaosSettings(
                chosen,
                new Cell.Choice(faults(), scenes(), rounds, cells, surely()),
                operations,
                Duration.ofMinutes(minutes),
                Duration.ofSeconds(outage),
                heap,
                work.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid()));
        long began = System.nanoTime();
        Consumer<String> tell = line -> say("%4d s  %s".formatted((System.nanoTime() - began) / 1_000_000_000, line));
        Report report = ChaosSession.run(settings, clock, tell);
        report.lines().forEach(Chaos::say);
        return report.good() ? 0 : 1;
    }

    private static void say(String line) {
        System.out.println(line); // The table of the run is its result, for whoever started it; it is no log.
    }

    private Set<FaultKind> faults() {
        Set<FaultKind> chosen = faults == null
                ? EnumSet.allOf(FaultKind.class)
                : Arrays.stream(faults).map(FaultKind::of).collect(Collectors.toSet());
        if (!Namespace.inside() && chosen.remove(FaultKind.DISK)) {
            say("SKIPPED: no disk is filled, since neither root nor user namespaces may mount a tmpfs here");
        }
        return chosen;
    }

    private List<Scene> scenes() {
        return steps == null ? Scene.all() : Arrays.stream(steps).map(Scene::of).toList();
    }

    private List<Cell> surely() {
        return surely == null ? List.of() : Arrays.stream(surely).map(Cell::of).toList();
    }
}
