package io.lc2.backup.standalone.background;

import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.platform.Readiness;
import io.lc2.backup.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lc2 up}, {@code down} and {@code status}, and {@code serve}, which is what {@code up} starts. */
@Command(name = "lc2", description = "The whole platform in one process.", mixinStandardHelpOptions = true)
public final class BackgroundCommands {

    /** As service managers know it from status: nothing runs. */
    private static final int NOT_RUNNING = 3;

    private final Terminal terminal;
    private final Class<?> mainClass;

    /** @param mainClass of the background process */
    public BackgroundCommands(Terminal terminal, Class<?> mainClass) {
        this.terminal = terminal;
        this.mainClass = mainClass;
    }

    @Command(
            name = "up",
            description = "Starts everything for your own data, in the background.",
            mixinStandardHelpOptions = true)
    int up(@Option(names = "--data", required = true, description = "Where its data is.") Path directory)
            throws InterruptedException {
        DataDirectory data = new DataDirectory(directory);
        Background background = new Background(data);
        Optional<ProcessHandle> running = background.running();
        if (running.isPresent()) {
            terminal.line("LC2 Backup already runs (process " + running.get().pid() + ").");
            data.addresses().ifPresent(addresses -> terminal.lines(new Guide(data, addresses).lines()));
            return 0;
        }
        terminal.line("Starting LC2 Backup on the data in " + data.root() + " …");
        Addresses addresses = background.start(mainClass);
        terminal.line("LC2 Backup runs (process " + addresses.pid() + ").");
        terminal.lines(new Guide(data, addresses).lines());
        return 0;
    }

    @Command(name = "down", description = "Stops it; its data stays.", mixinStandardHelpOptions = true)
    int down(@Option(names = "--data", required = true, description = "Where its data is.") Path directory)
            throws InterruptedException {
        boolean ran = new Background(new DataDirectory(directory)).stop();
        terminal.line(
                ran
                        ? "LC2 Backup is stopped; its data stays in " + directory + "."
                        : "LC2 Backup was not running any more.");
        return 0;
    }

    @Command(
            name = "status",
            description = "Tells whether it runs, where, and whether it is ready.",
            mixinStandardHelpOptions = true)
    int status(@Option(names = "--data", required = true, description = "Where its data is.") Path directory)
            throws InterruptedException {
        DataDirectory data = new DataDirectory(directory);
        Optional<ProcessHandle> running = new Background(data).running();
        if (running.isEmpty()) {
            terminal.line("LC2 Backup is not running; it ended without  ./lc2 down  (see " + data.logs() + ").");
            return NOT_RUNNING;
        }
        Optional<Addresses> addresses = data.addresses();
        if (addresses.isEmpty()) {
            terminal.line("LC2 Backup is starting (process " + running.get().pid() + ").");
            return 1;
        }
        terminal.line("LC2 Backup runs (process " + running.get().pid() + ").");
        Map<String, String> answers = Readiness.of(addresses.get());
        answers.forEach((service, answer) ->
                terminal.line("  %-16s%s".formatted(service, answer.isEmpty() ? "ready" : "NOT READY: " + answer)));
        terminal.lines(new Guide(data, addresses.get()).lines());
        return answers.values().stream().allMatch(String::isEmpty) ? 0 : 1;
    }

    @Command(name = "serve", hidden = true, description = "Runs everything until it gets a signal.")
    int serve(@Option(names = "--data", required = true) Path directory) throws InterruptedException {
        new Serving(new DataDirectory(directory)).run();
        return 0;
    }
}
