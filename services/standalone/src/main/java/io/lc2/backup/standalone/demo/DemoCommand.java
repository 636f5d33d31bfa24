package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.platform.Platform;
import io.lc2.backup.standalone.sample.Comparison;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleSize;
import io.lc2.backup.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lc2 demo}. */
@Command(
        name = "demo",
        description = "Makes a sample Liferay, backs it up, restores it elsewhere, and compares the two.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final long NEEDED_BYTES = 2L << 30;
    private static final long NEEDED_BYTES_SMALL = 1L << 29;
    private static final long SEED = 20_261_121;

    private final Terminal terminal;

    @Option(
            names = "--work",
            paramLabel = "<directory>",
            description = "Where its data is (default: ${DEFAULT-VALUE}).")
    private Path work = Path.of("target", "lc2");

    @Option(names = "--keep", description = "Keep the data at the end.")
    private boolean keep;

    @Option(names = "--small", description = "A few megabytes instead of hundreds.")
    private boolean small;

    /** @param terminal where it tells what it does */
    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Exit code 0 if all that was restored is equal to its source, else 1. */
    @Override
    public Integer call() throws SQLException, InterruptedException {
        DemoRun run = new DemoRun(DemoDirectory.create(work, small ? NEEDED_BYTES_SMALL : NEEDED_BYTES, keep));
        // The only one who closes: the end of the process, however it comes.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("demo-stop").unstarted(run::close));
        Timings timings = new Timings();
        Platform platform = timings.time("start", () -> {
            terminal.line("Starting everything on 127.0.0.1 …");
            return run.start(part -> terminal.line("  " + part));
        });
        Comparison comparison = new Demo(
                        platform,
                        new SampleInstallation(SEED, small ? SampleSize.small() : SampleSize.demo()),
                        terminal,
                        timings)
                .run();
        terminal.line("");
        terminal.lines(timings.lines());
        terminal.line("");
        terminal.line(
                comparison.equal()
                        ? "Everything that was restored is equal to its source."
                        : "NOT EQUAL: see the lines marked NO above.");
        if (keep) {
            terminal.line("Data and logs stay in " + run.directory());
        }
        return comparison.equal() ? 0 : 1;
    }
}
