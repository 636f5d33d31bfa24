package io.lc2.backup.cli;

import io.lc2.backup.cli.output.Format;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.process.Surroundings;
import io.lc2.backup.cli.process.Surroundings.Terminal;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Runs one command line. */
public final class Lc2 {

    private static final int DEFAULT_WIDTH = 100;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private Lc2() {}

    /** Runs the command and ends the process with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(surroundings(), args));
    }

    /**
     * Runs a command in these surroundings.
     *
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(Surroundings surroundings, String... args) {
        CommandLine command = new CommandLine(new Lc2Command(surroundings))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .registerConverter(Format.class, new FormatName())
                .setParameterExceptionHandler((failure, wrong) -> misused(failure, surroundings.err()))
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, surroundings));
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        int code = command.execute(args);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    private static int misused(ParameterException failure, PrintWriter err) {
        CommandLine command = failure.getCommandLine();
        err.println("lc2: " + Table.harmless(String.valueOf(failure.getMessage())));
        if (command.getSubcommands().isEmpty()) {
            err.println("Next: " + command.getCommandSpec().qualifiedName() + " --help");
        } else {
            command.usage(err);
        }
        return ExitCode.USAGE.code();
    }

    private static int explain(Exception failure, Surroundings surroundings) {
        PrintWriter err = surroundings.err();
        if (failure instanceof CliException known) {
            err.println("lc2: " + Table.harmless(String.valueOf(known.getMessage())));
            known.details().forEach(detail -> err.println("  " + Table.harmless(detail)));
            if (!known.nextStep().isEmpty()) {
                err.println("Next: " + Table.harmless(known.nextStep()));
            }
            return known.exitCode().code();
        }
        err.println("lc2: unexpected failure: " + failure);
        if (surroundings.environment().containsKey("LC2_DEBUG")) {
            failure.printStackTrace(err);
        } else {
            err.println("Next: run it again with LC2_DEBUG=1 and report what it prints.");
        }
        return ExitCode.UNEXPECTED.code();
    }

    private static Map<String, String> exitCodes() {
        return Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> " " + code.code(), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
    }

    private static Surroundings surroundings() {
        return new Surroundings(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                System.in,
                System.getenv(),
                Path.of(""),
                ZoneId.systemDefault(),
                InstantSource.system(),
                INTERVAL,
                new Terminal(isInteractive(), width()));
    }

    /** From JDK 22 on there is a console without a terminal, too, and only it can tell. */
    @SuppressWarnings("SystemConsoleNull") // It still is null there with -Djdk.console=java.base.
    private static boolean isInteractive() {
        if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    /** Formats are spelt in lower case. */
    private static final class FormatName implements ITypeConverter<Format> {

        @Override
        public Format convert(String text) {
            return Stream.of(Format.values())
                    .filter(format -> format.toString().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be table, json or yaml"));
        }
    }
}
