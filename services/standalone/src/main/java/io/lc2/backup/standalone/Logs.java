package io.lc2.backup.standalone;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends what everything in this process logs to one file, so that the terminal is for people. */
final class Logs {

    private static final String FILE = "lc2.log.file";
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String RESOURCES = "io/lc2/backup/standalone/";

    private Logs() {}

    /**
     * Called before anything logs.
     *
     * @param args of the process: the verb and its options say where the log is
     */
    static void begin(String[] args) {
        String verb = args.length == 0 ? "" : args[0];
        // The services would each set up the logging of the whole process.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        switch (verb) {
            case "demo" -> toFile(option(args, "--work", "target/lc2").resolve("demo.log"));
            case "serve" ->
                toFile(option(args, "--data", ".lc2").resolve("logs").resolve("lc2.log"));
            default -> System.setProperty(CONFIGURATION, RESOURCES + "logback-silent.xml");
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Where the log is; empty if this verb has none. */
    static String file() {
        return System.getProperty(FILE, "");
    }

    /** Puts the whole of a failure into the log. */
    static void report(Throwable failure) {
        LoggerFactory.getLogger(Logs.class).atError().setCause(failure).log("failed");
    }

    private static void toFile(Path file) {
        System.setProperty(FILE, file.toAbsolutePath().normalize().toString());
        System.setProperty(CONFIGURATION, RESOURCES + "logback-file.xml");
    }

    private static Path option(String[] args, String name, String otherwise) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(name + "=")) {
                return Path.of(args[i].substring(name.length() + 1));
            }
            if (args[i].equals(name) && i + 1 < args.length) {
                return Path.of(args[i + 1]);
            }
        }
        return Path.of(otherwise);
    }
}
