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

/** What {@code ./lc2 demo}, {@code up}, {@code down} and {@code status} run. */
public final class StandaloneApplication {

    /** Failures whose message is for people and says all; the log has the rest. */
    private static final Set<Class<? extends RuntimeException>> EXPLAINED =
            Set.of(StandaloneException.class, EmbeddedException.class, ApiException.class, SampleException.class);

    private StandaloneApplication() {}

    /** Runs one verb; the exit code is 0 for success, 1 for failure, 2 for a wrong call, 3 for "not running". */
    public static void main(String[] args) {
        Logs.begin(args);
        Terminal terminal = Terminal.standard();
        CommandLine commandLine = new CommandLine(new BackgroundCommands(terminal, StandaloneApplication.class));
        commandLine.addSubcommand(new DemoCommand(terminal));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            terminal.line("");
            terminal.line("lc2: " + explanation(failure));
            if (!Logs.file().isEmpty()) {
                terminal.line("     The log is " + Logs.file());
            }
            Logs.report(failure);
            return 1;
        });
        System.exit(commandLine.execute(args));
    }

    /** Frameworks wrap what happened into what they were doing, several times. */
    private static String explanation(Throwable failure) {
        Throwable cause = failure;
        while (!EXPLAINED.contains(cause.getClass()) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message != null && EXPLAINED.contains(cause.getClass()) ? message : cause.toString();
    }
}
