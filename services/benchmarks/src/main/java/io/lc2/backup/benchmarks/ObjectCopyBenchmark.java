package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Copying a library into a backup against {@code rclone copy} with the same parallelism on the same store: many small
 * objects and a few large ones, on plain files and on VersityGW, alternating, medians of some rounds. The first round is
 * not counted: the executor is a service that runs for weeks.
 *
 * <pre>{@code java -cp … io.lc2.backup.benchmarks.ObjectCopyBenchmark [rounds] [objects at once] [folder] [cases]}</pre>
 *
 * <p>Cases are some of {@code files/small,files/large,s3/small,s3/large}.
 */
public final class ObjectCopyBenchmark {

    private static final int MIB = 1024 * 1024;
    private static final String TARGET = "target";
    private static final Map<String, Shape> SHAPES = Map.of(
            "small", new Shape("small", Integer.getInteger("lc2.benchmark.small", 20_000), 16 * 1024),
            "large", new Shape("large", Integer.getInteger("lc2.benchmark.large", 4), 512L * MIB));

    private final Path folder;
    private final int atOnce;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, List<Long>> millis = new TreeMap<>();
    private long peakMegabytes;

    private ObjectCopyBenchmark(Path folder, int atOnce) {
        this.folder = folder;
        this.atOnce = atOnce;
    }

    /** Runs it; sources stay in the folder for the next run. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        Path folder = Path.of(arguments.length > 2 ? arguments[2] : "target/benchmarks/objects").toAbsolutePath();
        String cases = arguments.length > 3 ? arguments[3] : "files/small,files/large,s3/small,s3/large";
        ObjectCopyBenchmark benchmark = new ObjectCopyBenchmark(folder, atOnce);
        Files.createDirectories(benchmark.root("files"));
        try (VersityServer gateway = VersityServer.start(benchmark.root("s3"))) {
            benchmark.environment.putAll(Map.of(
                    ObjectCopyMain.ROOT, benchmark.root("files").toString(),
                    ObjectCopyMain.ENDPOINT, gateway.endpoint().toString(),
                    ObjectCopyMain.ACCESS_KEY, VersityServer.ACCESS_KEY,
                    ObjectCopyMain.SECRET_KEY, gateway.secretKey()));
            for (String name : cases.split(",")) {
                benchmark.measure(name.split("/")[0], shape(name), rounds);
            }
            benchmark.report(cases);
        }
    }

    private void measure(String store, Shape shape, int rounds) throws Exception {
        prepare(store, shape);
        try (Child executor = new Child(environment)) {
            for (int round = 0; round <= rounds; round++) {
                boolean counted = round > 0;
                clean(store);
                note(store, shape, "rclone", rclone(store, shape), counted);
                clean(store);
                note(store, shape, "lc2", executor.copy(store, shape, atOnce), counted);
            }
            peakMegabytes = Math.max(peakMegabytes, executor.peakMegabytes());
        }
        clean(store);
    }

    private void prepare(String store, Shape shape) throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(root(store).resolve(TARGET));
        Path source = root(store).resolve(shape.name());
        Path finished = root("made").resolve(store + "-" + shape.name());
        if (Files.exists(finished)) {
            return;
        }
        Files.createDirectories(source);
        try (ObjectStore files = ObjectCopyMain.files(environment);
                ObjectStore s3 = ObjectCopyMain.s3(environment);
                ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            ObjectStore into = store.equals("s3") ? s3 : files;
            List<Future<Boolean>> written = new ArrayList<>();
            for (int i = 0; i < shape.objects(); i++) {
                int number = i;
                written.add(threads.submit(() -> write(into, shape, number)));
            }
            for (Future<Boolean> one : written) {
                one.get();
            }
        }
        Files.createDirectories(finished);
    }

    private static boolean write(ObjectStore store, Shape shape, int number) throws IOException {
        Random random = new Random(number);
        byte[] piece = new byte[(int) Math.min(MIB, shape.bytes())];
        String key = "20097/%d/document %d.pdf".formatted(number / 100, number);
        // Files on disk have no content type unless we gave them one; a library that is backed up was not made by us.
        boolean plain = store.capabilities().address().startsWith("file:");
        ObjectMetadata metadata = plain ? ObjectMetadata.NONE : new ObjectMetadata("application/pdf", Map.of());
        try (ObjectWriter writer = store.create(shape.name(), key, metadata, shape.bytes())) {
            for (long left = shape.bytes(); left > 0; left -= piece.length) {
                random.nextBytes(piece);
                writer.stream().write(piece);
            }
            return writer.commit();
        }
    }

    private Taken rclone(String store, Shape shape) throws IOException, InterruptedException {
        String number = Integer.toString(atOnce);
        String root = store.equals("s3") ? "gw:" : root(store) + "/";
        List<String> command = List.of(
                "rclone",
                "copy",
                "--config=/dev/null",
                "--transfers=" + number,
                "--checkers=" + number,
                root + shape.name(),
                root + TARGET);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(remote());
        // rclone's S3 client refuses to start where a bundle of certificates is set for all S3 clients.
        builder.environment().remove("AWS_CA_BUNDLE");
        long before = cpuMillisOfEndedChildren();
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("rclone ended with " + code);
        }
        return new Taken((System.nanoTime() - begin) / 1_000_000, cpuMillisOfEndedChildren() - before);
    }

    /** The remote {@code gw:}, by environment, where no other user of the machine reads the secret. */
    private Map<String, String> remote() {
        String remote = "RCLONE_CONFIG_GW_";
        return Map.of(
                remote + "TYPE",
                "s3",
                remote + "PROVIDER",
                "Other",
                remote + "ENDPOINT",
                environment.getOrDefault(ObjectCopyMain.ENDPOINT, ""),
                remote + "ACCESS_KEY_ID",
                VersityServer.ACCESS_KEY,
                remote + "SECRET_ACCESS_KEY",
                environment.getOrDefault(ObjectCopyMain.SECRET_KEY, ""),
                remote + "FORCE_PATH_STYLE",
                "true");
    }

    /** Fields 16 and 17 of {@code /proc/self/stat}, in ticks of 10 ms. */
    private static long cpuMillisOfEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10;
    }

    /** Behind the gateway's back, which keeps nothing in memory; written data goes to disk before the next measurement. */
    private void clean(String store) throws IOException, InterruptedException {
        Path target = root(store).resolve(TARGET);
        try (Stream<Path> files = Files.walk(target)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(target)) {
                    Files.delete(path);
                }
            }
        }
        int code = new ProcessBuilder("sync", "-f", target.toString()).start().waitFor();
        if (code != 0) {
            throw new IOException("sync ended with " + code);
        }
    }

    private void note(String store, Shape shape, String who, Taken taken, boolean counted) {
        String name = store + "/" + shape.name() + " " + who;
        System.out.printf(
                "  %-20s %7d ms, %7d ms of processor time%s%n",
                name, taken.millis(), taken.cpuMillis(), counted ? "" : " (not counted)");
        if (counted) {
            millis.computeIfAbsent(name, first -> new ArrayList<>()).add(taken.millis());
        }
    }

    private void report(String cases) {
        System.out.printf("%-14s %12s %12s %10s%n", "", "rclone", "lc2", "ratio");
        for (String name : cases.split(",")) {
            Shape shape = shape(name);
            double theirs = shape.rate(median(name + " rclone"));
            double ours = shape.rate(median(name + " lc2"));
            System.out.printf(
                    "%-14s %12s %12s %10.2f   at least 1.00: %s%n",
                    name, shape.speed(theirs), shape.speed(ours), ours / theirs, ours >= theirs ? "reached" : "MISSED");
        }
        System.out.printf(
                "peak resident MB of the executor: %d   at most 512: %s%n",
                peakMegabytes, peakMegabytes <= 512 ? "reached" : "MISSED");
    }

    private static Shape shape(String name) {
        Shape shape = SHAPES.get(name.substring(name.indexOf('/') + 1));
        if (shape == null) {
            throw new IllegalArgumentException(
                    name + " is no case; cases are files/small, files/large, s3/small, s3/large");
        }
        return shape;
    }

    private long median(String name) {
        List<Long> sorted =
                millis.getOrDefault(name, List.of(1L)).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Path root(String store) {
        return folder.resolve(store);
    }

    /**
     * A library.
     *
     * @param name its bucket
     * @param objects how many
     * @param bytes size of each
     */
    private record Shape(String name, int objects, long bytes) {

        /** Objects per second of small ones, megabytes per second of large ones. */
        double rate(long millis) {
            double amount = bytes < MIB ? objects : objects * bytes / (double) MIB;
            return amount * 1000 / millis;
        }

        String speed(double rate) {
            return "%.0f %s".formatted(rate, bytes < MIB ? "obj/s" : "MB/s");
        }
    }

    /**
     * What one copy took.
     *
     * @param millis wall time
     * @param cpuMillis processor time of the copying process alone
     */
    private record Taken(long millis, long cpuMillis) {}

    /** The executor's process. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;
        private final OutputStream orders;
        private long peakMegabytes;

        Child(Map<String, String> environment) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(List.of("-Xmx192m", "--enable-native-access=ALL-UNNAMED"));
            String options = System.getProperty("lc2.benchmark.options", "");
            if (!options.isEmpty()) {
                command.addAll(List.of(options.split(" ")));
            }
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ObjectCopyMain.class.getName()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            process = builder.start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            orders = process.getOutputStream();
        }

        Taken copy(String store, Shape shape, int atOnce) throws IOException {
            String order = store + " " + shape.name() + " " + TARGET + " " + atOnce + "\n";
            orders.write(order.getBytes(StandardCharsets.UTF_8));
            orders.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("the executor has ended during " + order);
            }
            String[] words = answer.split(" ");
            if (Integer.parseInt(words[1]) != shape.objects()) {
                throw new IOException("copied " + words[1] + " of " + shape.objects() + " objects");
            }
            peakMegabytes = Long.parseLong(words[3]);
            return new Taken(Long.parseLong(words[0]), Long.parseLong(words[4]));
        }

        long peakMegabytes() {
            return peakMegabytes;
        }

        @Override
        public void close() throws IOException {
            orders.close();
            process.destroy();
            answers.close();
        }
    }
}
