package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Copying a library into a backup against {@code rclone copy} with the same parallelism on the same store: many small
 * objects and a few large ones, on plain files and on VersityGW, alternating, medians of some rounds. The first round is
 * not counted: the executor is a service that runs for weeks.
 */
final class ObjectCopyBenchmark implements Benchmark {

    private static final int MIB = 1024 * 1024;
    private static final String TARGET = "target";
    private static final String CASES = "files/small,files/large,s3/small,s3/large";
    private static final Map<String, Shape> SHAPES = Map.of(
            "small", new Shape("small", Integer.getInteger("lc2.benchmark.small", 20_000), 16 * 1024),
            "large", new Shape("large", Integer.getInteger("lc2.benchmark.large", 4), 512L * MIB));

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public String usage() {
        return "[rounds 3] [objects at once 8] [folder] [cases " + CASES + "]; sources stay; needs rclone, versitygw";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        Copies copies = new Copies(arguments.folder(2, name()), arguments.number(1, 8));
        String cases = arguments.text(3, CASES);
        Files.createDirectories(copies.root("files"));
        try (VersityServer gateway = VersityServer.start(copies.root("s3"))) {
            copies.environment.putAll(Map.of(
                    ObjectCopyMain.ROOT, copies.root("files").toString(),
                    ObjectCopyMain.ENDPOINT, gateway.endpoint().toString(),
                    ObjectCopyMain.ACCESS_KEY, VersityServer.ACCESS_KEY,
                    ObjectCopyMain.SECRET_KEY, gateway.secretKey()));
            for (String name : cases.split(",")) {
                copies.measure(name.split("/")[0], shape(name), arguments.number(0, 3));
            }
            copies.report(cases, report);
        }
    }

    private static Shape shape(String name) {
        Shape shape = SHAPES.get(name.substring(name.indexOf('/') + 1));
        if (shape == null) {
            throw new IllegalArgumentException(
                    name + " is no case; cases are files/small, files/large, s3/small, s3/large");
        }
        return shape;
    }

    private static final class Copies {

        private final Path folder;
        private final int atOnce;
        private final Map<String, String> environment = new HashMap<>();
        private final Rounds rates = new Rounds();
        private double peakMegabytes;

        Copies(Path folder, int atOnce) {
            this.folder = folder;
            this.atOnce = atOnce;
        }

        void measure(String store, Shape shape, int rounds) throws Exception {
            prepare(store, shape);
            try (Child executor = new Child(ObjectCopyMain.class, Child.EXECUTOR, environment)) {
                for (int round = 0; round <= rounds; round++) {
                    boolean counted = round > 0;
                    clean(store);
                    note(store, shape, "rclone", rclone(store, shape), counted);
                    clean(store);
                    note(store, shape, "lc2", copy(executor, store, shape), counted);
                }
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
            // Files on disk have no content type unless we gave them one; a library that is backed up was not made by
            // us.
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
            long before = Processes.cpuMillisOfEndedChildren();
            long begin = System.nanoTime();
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IOException("rclone ended with " + code);
            }
            return new Taken((System.nanoTime() - begin) / 1_000_000, Processes.cpuMillisOfEndedChildren() - before);
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
            int code =
                    new ProcessBuilder("sync", "-f", target.toString()).start().waitFor();
            if (code != 0) {
                throw new IOException("sync ended with " + code);
            }
        }

        private Taken copy(Child executor, String store, Shape shape) throws IOException {
            long[] answer = executor.ask(store + " " + shape.name() + " " + TARGET + " " + atOnce);
            if (answer[1] != shape.objects()) {
                throw new IOException("copied " + answer[1] + " of " + shape.objects() + " objects");
            }
            peakMegabytes = Math.max(peakMegabytes, (double) answer[3]);
            return new Taken(answer[0], answer[4]);
        }

        private void note(String store, Shape shape, String who, Taken taken, boolean counted) {
            String name = store + "/" + shape.name();
            Terminal.say("  %-34s %,12d ms of processor time".formatted(name + " " + who, taken.cpuMillis()));
            rates.tell(name + " " + who, shape.rate(taken.millis()), shape.unit(), counted);
        }

        void report(String cases, Report report) {
            for (String name : cases.split(",")) {
                double ours = rates.median(name + " lc2");
                report.atLeast(
                        1,
                        "copy " + name,
                        ours,
                        rates.median(name + " rclone"),
                        "rclone copy",
                        shape(name).unit());
            }
            report.within(512, "peak resident memory of the executor", peakMegabytes, "MB");
        }

        private Path root(String store) {
            return folder.resolve(store);
        }
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

        String unit() {
            return bytes < MIB ? "obj/s" : "MB/s";
        }
    }

    /**
     * What one copy took.
     *
     * @param millis wall time
     * @param cpuMillis processor time of the copying process alone
     */
    private record Taken(long millis, long cpuMillis) {}
}
