package io.lc2.backup.benchmarks;

import io.lc2.backup.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dump, validation and restore of a Liferay-like database against the plain tools, alternating, medians of some rounds.
 *
 * <pre>{@code java -cp … io.lc2.backup.benchmarks.PostgresBenchmark [megabytes] [rounds] [folder]}</pre>
 */
public final class PostgresBenchmark {

    private static final String DATABASE = "lportal";
    private static final String MADE = "made by the benchmark, megabytes: ";

    private final EmbeddedDatabase server;
    private final Path folder;
    private final Map<String, List<Long>> millis = new TreeMap<>();
    private final Map<String, Long> bytes = new TreeMap<>();
    private long peakMegabytes;

    private PostgresBenchmark(EmbeddedDatabase server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Runs it; the database stays in the folder for the next run. */
    public static void main(String[] arguments) throws Exception {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1024;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Path.of(arguments.length > 2 ? arguments[2] : "target/benchmarks/postgres").toAbsolutePath();
        Map<String, String> settings = new HashMap<>(EmbeddedDatabase.DISPOSABLE);
        settings.putAll(Map.of("shared_buffers", "256MB", "max_wal_size", "8GB", "autovacuum", "off"));
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("server"), settings)) {
            PostgresBenchmark benchmark = new PostgresBenchmark(server, folder);
            benchmark.prepare(megabytes);
            benchmark.measure(rounds);
            benchmark.report();
        }
    }

    private void prepare(int megabytes) throws SQLException, IOException, InterruptedException {
        if (!ask(
                        "postgres",
                        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + DATABASE
                                + "'")
                .equals(MADE + megabytes)) {
            tell("postgres", "DROP DATABASE IF EXISTS " + DATABASE);
            server.createDatabase(DATABASE);
            try (Connection connection = connect(DATABASE)) {
                new LiferayDatabase(connection, DATABASE, environment()).fill(megabytes);
            }
            tell("postgres", "COMMENT ON DATABASE " + DATABASE + " IS '" + MADE + megabytes + "'");
        }
        bytes.put("database", Long.parseLong(ask(DATABASE, "SELECT pg_database_size('" + DATABASE + "')")));
    }

    private void measure(int rounds) throws Exception {
        Path store = folder.resolve("store");
        Files.createDirectories(store.resolve(ExecutorMain.BUCKET));
        Map<String, String> environment = environment();
        environment.put("LC2_STORE", store.toString());
        environment.put("LC2_DATABASE", DATABASE);
        try (ExecutorProcess executor = new ExecutorProcess(environment, List.of())) {
            // The first round fills caches and compiles; it is not counted.
            for (int round = 0; round <= rounds; round++) {
                boolean counted = round > 0;
                shell(
                        "pg_dump -Fc -Z0 | zstd -3 -T2",
                        "pg_dump -Fc -Z0 " + DATABASE + " | zstd -3 -T2 -q -f -o plain.zst",
                        counted);
                ours(executor, "dump", round, counted);
                ours(executor, "validate", round, counted);
                tell("postgres", "CREATE DATABASE plain TEMPLATE template0");
                shell("zstd -dc | pg_restore", "zstd -dcq plain.zst | pg_restore --exit-on-error -d plain", counted);
                tell("postgres", "DROP DATABASE plain WITH (FORCE)");
                ours(executor, "restore", round, counted);
                ours(executor, "compare", round, counted);
                executor.run("drop", round);
            }
            shell("pg_dump -Fc", "pg_dump -Fc " + DATABASE + " > plain.dump", true);
        }
        bytes.put("pg_dump -Fc -Z0 | zstd -3 -T2", Files.size(folder.resolve("plain.zst")));
        bytes.put("pg_dump -Fc", Files.size(folder.resolve("plain.dump")));
    }

    private void report() {
        System.out.printf("%-34s %10s %14s%n", "", "seconds", "bytes");
        millis.forEach((name, all) -> System.out.printf(
                "%-34s %10.2f %14s   %s%n", name, median(name) / 1000.0, bytes.getOrDefault(name, 0L), all));
        System.out.printf("database is %d bytes%n", bytes.getOrDefault("database", 0L));
        ratio("dump / pg_dump|zstd", median("dump"), median("pg_dump -Fc -Z0 | zstd -3 -T2"), 1.15);
        ratio("dump / pg_dump -Fc", median("dump"), median("pg_dump -Fc"), 1);
        ratio(
                "size / pg_dump|zstd",
                bytes.getOrDefault("dump", 0L),
                bytes.getOrDefault("pg_dump -Fc -Z0 | zstd -3 -T2", 1L),
                1);
        ratio("validate / dump", median("validate"), median("dump"), 0.5);
        ratio("restore / zstd|pg_restore", median("restore"), median("zstd -dc | pg_restore"), 1.15);
        ratio("peak resident MB of the executor", peakMegabytes, 1, 512);
    }

    private static void ratio(String name, long ours, long theirs, double target) {
        double ratio = (double) ours / theirs;
        System.out.printf(
                "%-34s %10.3f   at most %.2f: %s%n", name, ratio, target, ratio <= target ? "reached" : "MISSED");
    }

    private void ours(ExecutorProcess executor, String order, int round, boolean counted) throws IOException {
        ExecutorProcess.Answer answer = executor.run(order, round);
        peakMegabytes = Math.max(peakMegabytes, answer.peakMegabytes());
        bytes.put(order, answer.bytes());
        note(order, answer.millis(), counted);
    }

    private void shell(String name, String script, boolean counted) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .inheritIO();
        builder.environment().putAll(environment());
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(script + " ended with " + code);
        }
        note(name, (System.nanoTime() - begin) / 1_000_000, counted);
    }

    private void note(String name, long taken, boolean counted) {
        System.out.printf("  %-34s %6d ms%s%n", name, taken, counted ? "" : " (not counted)");
        if (counted) {
            millis.computeIfAbsent(name, first -> new ArrayList<>()).add(taken);
        }
    }

    private long median(String name) {
        List<Long> sorted =
                millis.getOrDefault(name, List.of(0L)).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "PGHOST", server.host(),
                "PGPORT", Integer.toString(server.port()),
                "PGUSER", server.user(),
                "PGPASSWORD", server.password()));
    }

    private String ask(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String answer = rows.next() ? rows.getString(1) : null;
            return answer == null ? "" : answer;
        }
    }

    private void tell(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
    }
}
