package io.lc2.backup.standalone;

import io.lc2.backup.embedded.EmbeddedException;
import io.lc2.backup.standalone.background.BackgroundCommands;
import io.lc2.backup.standalone.client.ApiException;
import io.lc2.backup.standalone.demo.DemoCommand;
import io.lc2.backup.standalone.platform.StandaloneException;
import io.lc2.backup.standalone.sample.SampleException;
import io.lc2.backup.standalone.terminal.Terminal;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./lc2 demo}, {@code up}, {@code down} and {@code status} run. */
@Command(name = "lc2", description = "The whole platform in one process.", mixinStandardHelpOptions = true)
public final class StandaloneApplication {

    /** Failures whose message is for people and says all; the log has the rest. */
    private static final Set<Class<? extends RuntimeException>> EXPLAINED =
            Set.of(StandaloneException.class, EmbeddedException.class, ApiException.class, SampleException.class);

    private StandaloneApplication() {}

    /** Runs one verb; the exit code is 0 for success, 1 for failure, 2 for a wrong call, 3 for "not running". */
    public static void main(String[] args) {
        Logs.begin(args);
        Terminal terminal = Terminal.standard();
        CommandLine commandLine = new CommandLine(new StandaloneApplication());
        commandLine.addSubcommand(new DemoCommand(terminal));
        new CommandLine(new BackgroundCommands(terminal, StandaloneApplication.class))
                .getSubcommands()
                .forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            terminal.line("");
            terminal.line("lc2: " + (EXPLAINED.contains(failure.getClass()) ? failure.getMessage() : failure));
            if (!Logs.file().isEmpty()) {
                terminal.line("     The log is " + Logs.file());
            }
            Logs.report(failure);
            return 1;
        });
        System.exit(commandLine.execute(args));
    }
}
