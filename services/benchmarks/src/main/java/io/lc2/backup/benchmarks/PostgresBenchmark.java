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
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Dump, validation and restore of a Liferay-like database against the plain tools, alternating, medians of some rounds. */
final class PostgresBenchmark implements Benchmark {

    private static final String DATABASE = "lportal";
    private static final String MADE = "made by the benchmark, megabytes: ";
    private static final String PIPE = "pg_dump -Fc -Z0 | zstd -3 -T2";
    private static final String PLAIN = "pg_dump -Fc";
    private static final String RESTORE = "zstd -dc | pg_restore";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String usage() {
        return "[megabytes 1024] [rounds 3] [folder]; the database stays in the folder; needs pg_dump, zstd, bash";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        Path folder = arguments.folder(2, name());
        Map<String, String> settings = new HashMap<>(EmbeddedDatabase.DISPOSABLE);
        settings.putAll(Map.of("shared_buffers", "256MB", "max_wal_size", "8GB", "autovacuum", "off"));
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("server"), settings)) {
            Databases databases = new Databases(server, folder);
            databases.prepare(arguments.number(0, 1024));
            databases.measure(arguments.number(1, 3));
            databases.report(report);
        }
    }

    private static final class Databases {

        private final EmbeddedDatabase server;
        private final Path folder;
        private final Rounds seconds = new Rounds();
        private final Map<String, Long> bytes = new TreeMap<>();
        private double peakMegabytes;

        Databases(EmbeddedDatabase server, Path folder) {
            this.server = server;
            this.folder = folder;
        }

        void prepare(int megabytes) throws SQLException, IOException, InterruptedException {
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

        void measure(int rounds) throws Exception {
            Path store = folder.resolve("store");
            Files.createDirectories(store.resolve(ExecutorMain.BUCKET));
            Map<String, String> environment = environment();
            environment.put("LC2_STORE", store.toString());
            environment.put("LC2_DATABASE", DATABASE);
            try (Child executor = new Child(ExecutorMain.class, Child.EXECUTOR, environment)) {
                // The first round fills caches and compiles; it is not counted.
                for (int round = 0; round <= rounds; round++) {
                    boolean counted = round > 0;
                    shell(PIPE, "pg_dump -Fc -Z0 " + DATABASE + " | zstd -3 -T2 -q -f -o plain.zst", counted);
                    ours(executor, "dump", round, counted);
                    ours(executor, "validate", round, counted);
                    tell("postgres", "CREATE DATABASE plain TEMPLATE template0");
                    shell(RESTORE, "zstd -dcq plain.zst | pg_restore --exit-on-error -d plain", counted);
                    tell("postgres", "DROP DATABASE plain WITH (FORCE)");
                    ours(executor, "restore", round, counted);
                    ours(executor, "compare", round, counted);
                    executor.ask("drop " + round);
                }
                shell(PLAIN, "pg_dump -Fc " + DATABASE + " > plain.dump", true);
            }
            bytes.put(PIPE, Files.size(folder.resolve("plain.zst")));
            Files.delete(folder.resolve("plain.zst"));
            Files.delete(folder.resolve("plain.dump"));
        }

        void report(Report report) {
            Terminal.say("the database is %,d bytes".formatted(bytes.getOrDefault("database", 0L)));
            report.atMost(1.15, "dump", seconds.median("dump"), seconds.median(PIPE), PIPE, "s");
            report.atMost(1, "dump", seconds.median("dump"), seconds.median(PLAIN), PLAIN, "s");
            report.atMost(1, "size of the dump", megabytes("dump"), megabytes(PIPE), PIPE, "MB");
            report.atMost(0.5, "validation", seconds.median("validate"), seconds.median("dump"), "the dump", "s");
            report.atMost(1.15, "restore", seconds.median("restore"), seconds.median(RESTORE), RESTORE, "s");
            report.beside(
                    "comparison after a restore",
                    seconds.median("compare"),
                    seconds.median("restore"),
                    "the restore",
                    "s");
            report.within(512, "peak resident memory of the executor", peakMegabytes, "MB");
        }

        private double megabytes(String name) {
            return bytes.getOrDefault(name, 0L) / 1e6;
        }

        private void ours(Child executor, String order, int round, boolean counted) throws IOException {
            long[] answer = executor.ask(order + " " + round);
            bytes.put(order, answer[1]);
            peakMegabytes = Math.max(peakMegabytes, (double) answer[2]);
            seconds.tell(order, answer[0] / 1000.0, "s", counted);
        }

        private void shell(String name, String script, boolean counted) throws IOException, InterruptedException {
            seconds.tell(name, Shell.seconds(script, folder, environment()), "s", counted);
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
}
