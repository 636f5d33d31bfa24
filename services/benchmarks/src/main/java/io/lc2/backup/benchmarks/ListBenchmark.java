package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Lists of backups over REST, with as many backups as R-61 names, half of them of one project, against the bare {@code
 * SELECT} of the same pages. One question after the other; then several callers at once.
 */
final class ListBenchmark implements Benchmark {

    private static final int CALLERS = 8;
    private static final double LIMIT_MILLIS = 500;
    private static final String ALONE = "alone";
    private static final String TOGETHER = "together";
    private static final String SQL = "sql";

    /** What people ask: the newest, of an environment, of a state, of a time; and what the bare statement has for it. */
    private static List<Question> questions(int backups) {
        Instant middle = CatalogRecords.requestedAt(backups / 2);
        return List.of(
                new Question("", ""),
                new Question("?pageSize=200", " LIMIT 201"),
                new Question("?environment=prd", " AND environment = 'prd'"),
                new Question("?status=Completed", " AND status = 'Completed'"),
                new Question("?application=liferay&component=objects", " AND 'objects' = ANY (components)"),
                new Question("?from=" + middle, " AND requested_at >= '" + middle + "'"),
                new Question("?to=" + middle, " AND requested_at < '" + middle + "'"));
    }

    private record Question(String parameters, String condition) {

        String path(String project) {
            return "/api/v1/projects/" + project + "/backups" + parameters;
        }

        String sql() {
            boolean limited = condition.contains("LIMIT");
            return "SELECT requested_at, backup_id, entry FROM catalog.backup WHERE project_id = ?"
                    + (limited ? "" : condition) + " ORDER BY requested_at DESC, backup_id DESC"
                    + (limited ? condition : " LIMIT 51");
        }
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String usage() {
        return "[backups 100000] [questions 2000]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int backups = arguments.number(0, 100_000);
        int questions = arguments.number(1, 2_000);
        try (Scratch scratch = Scratch.of(name());
                Platform platform = Platform.start(scratch.folder())) {
            platform.log().writeEntries(backups, n -> CatalogRecords.backup(n, projectOf(n)), (entry, bytes) -> {});
            try (ServiceProcess catalog = platform.catalog().awaitReady();
                    Connection connection = DriverManager.getConnection(
                            platform.database().jdbcUrl(Platform.CATALOG_DATABASE),
                            platform.database().user(),
                            platform.database().password())) {
                requireAll(connection, backups);
                Rounds millis = new Rounds();
                List<Question> asked = questions(backups);
                measure(catalog, connection, asked, questions, millis);
                together(catalog, asked, questions, millis);
                report(millis, report);
            }
        }
    }

    /** Half of all are of one project, the others of a hundred. */
    private static int projectOf(int n) {
        return n % 2 == 0 ? 0 : n / 2 % 100;
    }

    private static void requireAll(Connection connection, int backups) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM catalog.backup");
                ResultSet row = count.executeQuery()) {
            row.next();
            if (row.getInt(1) != backups) {
                throw new IllegalStateException("the catalog has " + row.getInt(1) + " of " + backups + " backups");
            }
        }
    }

    private static void measure(
            ServiceProcess catalog, Connection connection, List<Question> asked, int questions, Rounds millis)
            throws IOException, InterruptedException, SQLException {
        // A tenth more to warm up, which is not counted.
        for (int n = -questions / 10; n < questions; n++) {
            Question question = asked.get(Math.floorMod(n, asked.size()));
            String project =
                    CatalogRecords.project(projectOf(Math.floorMod(n, 1_000))).value();
            long begin = System.nanoTime();
            requireItems(catalog.get(question.path(project)));
            long between = System.nanoTime();
            select(connection, question, project);
            millis.add(ALONE, (between - begin) / 1e6, n >= 0);
            millis.add(SQL, (System.nanoTime() - between) / 1e6, n >= 0);
        }
    }

    private static void together(ServiceProcess catalog, List<Question> asked, int questions, Rounds millis)
            throws InterruptedException, ExecutionException {
        List<Callable<double[]>> callers = IntStream.range(0, CALLERS)
                .<Callable<double[]>>mapToObj(caller -> () -> {
                    double[] taken = new double[questions / CALLERS];
                    for (int n = 0; n < taken.length; n++) {
                        int number = n * CALLERS + caller;
                        long begin = System.nanoTime();
                        requireItems(catalog.get(asked.get(number % asked.size())
                                .path(CatalogRecords.project(projectOf(number)).value())));
                        taken[n] = (System.nanoTime() - begin) / 1e6;
                    }
                    return taken;
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<double[]> caller : threads.invokeAll(callers)) {
                for (double taken : caller.get()) {
                    millis.add(TOGETHER, taken, true);
                }
            }
        }
    }

    private static void requireItems(String page) {
        if (!page.contains("\"backupId\"")) {
            throw new IllegalStateException("a page without backups: " + page);
        }
    }

    private static void select(Connection connection, Question question, String project) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(question.sql())) {
            select.setString(1, project);
            int rows = 0;
            try (ResultSet page = select.executeQuery()) {
                while (page.next()) {
                    rows += page.getBytes(3).length > 0 ? 1 : 0;
                }
            }
            if (rows == 0) {
                throw new IllegalStateException("no rows for " + question.sql());
            }
        }
    }

    private static void report(Rounds millis, Report report) {
        for (double part : List.of(0.50, 0.95, 0.99)) {
            String name = "P%.0f of a page over REST".formatted(part * 100);
            report.beside(name, millis.quantile(ALONE, part), millis.quantile(SQL, part), "bare SELECT by JDBC", "ms");
        }
        report.within(LIMIT_MILLIS, "P95 over REST", millis.quantile(ALONE, 0.95), "ms");
        report.within(LIMIT_MILLIS, "P95 over REST, " + CALLERS + " callers", millis.quantile(TOGETHER, 0.95), "ms");
    }
}
