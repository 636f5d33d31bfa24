package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What each service costs while nothing is asked of it: resident memory and processor time, with backups of one project in
 * the log and with as many of a hundred. A hundred projects must not cost more than one. As many, since a heap keeps the size
 * that reading a longer log once gave it, whoever wrote that log.
 */
final class IdleBenchmark implements Benchmark {

    /** Pages of a JVM come and go by some megabytes. */
    private static final double MEMORY_MARGIN = 1.15;

    /** Few ticks of ten milliseconds are counted, so much of the difference is chance; below the least all of it. */
    private static final double CPU_MARGIN = 1.5;

    private static final double LEAST_CPU_PERCENT = 0.5;
    private static final String EXECUTOR = "executor-local";
    private static final int BACKUPS_PER_PROJECT = 10;
    private static final int MANY = 100;
    private static final int LOOKS = 5;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String usage() {
        return "[seconds 30] [projects 100] [seconds before 60]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int seconds = arguments.number(0, 30);
        int projects = arguments.number(1, MANY);
        int before = arguments.number(2, 60);
        int backups = projects * BACKUPS_PER_PROJECT;
        Map<String, Cost> one = measure(1, backups, seconds, before);
        Map<String, Cost> many = measure(projects, backups, seconds, before);
        String peer = "1 project";
        for (Map.Entry<String, Cost> entry : many.entrySet()) {
            String service = entry.getKey();
            Cost ours = entry.getValue();
            Cost theirs = one.getOrDefault(service, ours);
            String what = "%s, %d projects, idle".formatted(service, projects);
            report.atMost(MEMORY_MARGIN, what, ours.megabytes(), theirs.megabytes(), peer, "MB");
            double least = Math.max(LEAST_CPU_PERCENT, theirs.cpuPercent());
            report.atMost(CPU_MARGIN, what, ours.cpuPercent(), least, peer, "% CPU");
        }
        Cost executor = many.getOrDefault(EXECUTOR, NONE);
        report.within(512, EXECUTOR + ", resident memory", executor.megabytes(), "MB");
    }

    /**
     * What a service costs.
     *
     * @param megabytes resident
     * @param cpuPercent of one processor
     */
    private record Cost(double megabytes, double cpuPercent) {}

    private static final Cost NONE = new Cost(Double.NaN, Double.NaN);

    private Map<String, Cost> measure(int projects, int backups, int seconds, int before) throws Exception {
        try (Scratch scratch = Scratch.of(name());
                Platform platform = Platform.start(scratch.folder())) {
            platform.log().writeEvents(backups, n -> CatalogRecords.backup(n, n % projects));
            try (ServiceProcess executor = platform.executor().awaitReady();
                    ServiceProcess catalog = platform.catalog().awaitReady();
                    ServiceProcess commandApi = platform.commandApi().awaitReady()) {
                requireAll(catalog, projects);
                // What is compiled and collected after a start is not idling.
                TimeUnit.SECONDS.sleep(before);
                Map<String, ServiceProcess> services = new LinkedHashMap<>();
                services.put(EXECUTOR, executor);
                services.put("catalog", catalog);
                services.put("command-api", commandApi);
                return watch(services, seconds, projects);
            }
        }
    }

    /** The last project is known, hence the log was read. */
    private static void requireAll(ServiceProcess catalog, int projects) throws IOException, InterruptedException {
        String page = catalog.get(
                "/api/v1/projects/" + CatalogRecords.project(projects - 1).value() + "/backups");
        if (!page.contains("\"Completed\"")) {
            throw new IllegalStateException("the catalog has not read its log: " + page);
        }
    }

    /** The middle of some looks, since what a JVM does now and then is not what idling costs. */
    private static Map<String, Cost> watch(Map<String, ServiceProcess> services, int seconds, int projects)
            throws IOException, InterruptedException {
        Rounds megabytes = new Rounds();
        Rounds cpuPercent = new Rounds();
        for (int look = 0; look < LOOKS; look++) {
            Map<String, Long> before = cpuMillis(services);
            long begin = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(seconds * 1_000L / LOOKS);
            double millis = (System.nanoTime() - begin) / 1e6;
            for (Map.Entry<String, Long> now : cpuMillis(services).entrySet()) {
                long used = now.getValue() - before.getOrDefault(now.getKey(), 0L);
                cpuPercent.add(now.getKey(), used * 100 / millis, true);
            }
            for (Map.Entry<String, ServiceProcess> service : services.entrySet()) {
                long kilobytes = Processes.residentKilobytes(service.getValue().pid());
                megabytes.add(service.getKey(), kilobytes / 1024.0, true);
            }
        }
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (String service : services.keySet()) {
            Cost cost = new Cost(megabytes.median(service), cpuPercent.median(service));
            Terminal.say("  %-16s %3d projects: %6.1f MB, %5.2f %% of a processor (%.2f to %.2f)"
                    .formatted(
                            service,
                            projects,
                            cost.megabytes(),
                            cost.cpuPercent(),
                            cpuPercent.quantile(service, 0),
                            cpuPercent.quantile(service, 1)));
            costs.put(service, cost);
        }
        return costs;
    }

    private static Map<String, Long> cpuMillis(Map<String, ServiceProcess> services) throws IOException {
        Map<String, Long> millis = new LinkedHashMap<>();
        for (Map.Entry<String, ServiceProcess> service : services.entrySet()) {
            millis.put(service.getKey(), Processes.cpuMillis(service.getValue().pid()));
        }
        return millis;
    }
}
