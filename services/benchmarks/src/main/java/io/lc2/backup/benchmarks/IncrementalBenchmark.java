package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.local.files.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Incremental backups of a library of files: the second one, of which one object in a hundred has changed, against the first,
 * and its copy against {@code rclone sync} of the same changes, alternating, medians of some rounds. Also the memory of a
 * second backup of a large library that is made up, against a tenth of it.
 */
final class IncrementalBenchmark implements Benchmark {

    private static final double FLAT = 1.25;
    private static final int OBJECT_BYTES = 4096;
    private static final int PER_FOLDER = 500;
    private static final int CHANGED = 100;
    private static final String MIRROR = "mirror";

    @Override
    public String name() {
        return "incremental";
    }

    @Override
    public String usage() {
        return "[objects 200000] [rounds 3] [objects of the memory test 1000000] [objects at once 8]; needs rclone";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int objects = arguments.number(0, 200_000);
        int atOnce = arguments.number(3, 8);
        try (Scratch scratch = Scratch.of(name());
                Child executor = new Child(IncrementalMain.class, Child.EXECUTOR, Map.of())) {
            new Tree(scratch.folder(), objects, atOnce, executor).measure(arguments.number(1, 3), report);
        }
        memory(arguments.number(2, 1_000_000), report);
    }

    private void memory(int objects, Report report) throws IOException {
        int fewer = Math.max(1, objects / 10);
        long[] small = generated(fewer);
        long[] large = generated(objects);
        report.within(512, "peak resident memory, %,d objects".formatted(objects), (double) large[4], "MB");
        report.atMost(
                FLAT,
                "peak resident memory",
                (double) large[4],
                (double) small[4],
                "%,d objects".formatted(fewer),
                "MB");
    }

    private long[] generated(int objects) throws IOException {
        try (Scratch scratch = Scratch.of(name());
                FileObjectStore files = new FileObjectStore(scratch.folder(), InstantSource.system());
                Child executor = new Child(IncrementalMain.class, Child.EXECUTOR, Map.of())) {
            Files.createDirectories(scratch.resolve(IncrementalMain.REPOSITORY));
            BackupFolder first = IncrementalMain.first(files);
            GeneratedLibrary.writeNames(
                    objects,
                    scratch.resolve(IncrementalMain.NAMES),
                    (key, etag) -> IncrementalMain.pathOf(first, key, etag));
            long[] answer = executor.ask("generated " + scratch.folder() + " " + objects);
            require(answer, objects, 0);
            Terminal.say("  %,d objects made up: taken over in %,d ms, %d MB resident at most"
                    .formatted(answer[2], answer[0], answer[4]));
            return answer;
        }
    }

    private static void require(long[] answer, long objects, long copied) throws IOException {
        if (answer[2] != objects || answer[3] != copied) {
            throw new IOException("the backup holds " + answer[2] + " objects and copied " + answer[3] + ", not "
                    + objects + " and " + copied);
        }
    }

    /** A library of real files, and what is made of it. */
    private static final class Tree {

        private final Path folder;
        private final int objects;
        private final int atOnce;
        private final Child executor;
        private final Rounds rounds = new Rounds();

        Tree(Path folder, int objects, int atOnce, Child executor) {
            this.folder = folder;
            this.objects = objects;
            this.atOnce = atOnce;
            this.executor = executor;
        }

        void measure(int count, Report report) throws IOException, InterruptedException {
            Files.createDirectories(folder.resolve(IncrementalMain.REPOSITORY));
            Files.createDirectories(folder.resolve(MIRROR));
            for (int n = 0; n < objects; n++) {
                write(n, 0);
            }
            sync();
            long[] first = backup(0, objects);
            sync();
            rounds.tell("first rclone sync", (double) rclone(), "ms", false);
            for (int round = 1; round <= count + 1; round++) {
                for (int n = round; n < objects; n += CHANGED) {
                    write(n, round);
                }
                sync();
                round(round, round > 1);
            }
            report.atMost(
                    0.25, "second backup, 1 % changed", rounds.median("backup"), (double) first[1], "first", "ms");
            report.beside("copy of it", rounds.median("copy"), (double) first[0], "first", "ms");
            report.atMost(
                    1, "copy of 1 % changed", rounds.median("copy"), rounds.median("rclone sync"), "rclone sync", "ms");
        }

        /** Who goes second finds the list of files in memory; so they take turns. */
        private void round(int round, boolean counted) throws IOException, InterruptedException {
            if (round % 2 == 0) {
                rounds.tell("rclone sync", (double) rclone(), "ms", counted);
            }
            long[] answer = backup(round, (objects - round + CHANGED - 1) / CHANGED);
            rounds.tell("copy", (double) answer[0], "ms", counted);
            rounds.tell("backup", (double) answer[1], "ms", counted);
            if (round % 2 != 0) {
                rounds.tell("rclone sync", (double) rclone(), "ms", counted);
            }
        }

        private long[] backup(int round, int changed) throws IOException {
            long[] answer = executor.ask("backup " + folder + " b-" + round + " " + atOnce);
            require(answer, objects, changed);
            return answer;
        }

        private void write(int number, int version) throws IOException {
            byte[] bytes = new byte[OBJECT_BYTES];
            new Random(number * 1000L + version).nextBytes(bytes);
            Path file = folder.resolve(GeneratedLibrary.BUCKET)
                    .resolve(Integer.toString(number / PER_FOLDER))
                    .resolve("document " + number + ".pdf");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }

        private long rclone() throws IOException, InterruptedException {
            String number = Integer.toString(atOnce);
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            "rclone",
                            "sync",
                            "--config=/dev/null",
                            "--transfers=" + number,
                            "--checkers=" + number,
                            folder.resolve(GeneratedLibrary.BUCKET).toString(),
                            folder.resolve(MIRROR).toString()))
                    .inheritIO();
            long begin = System.nanoTime();
            run(builder, "rclone");
            return (System.nanoTime() - begin) / 1_000_000;
        }

        /** Written data goes to disk before the next measurement. */
        private void sync() throws IOException, InterruptedException {
            run(new ProcessBuilder("sync", "-f", folder.toString()), "sync");
        }

        private static void run(ProcessBuilder builder, String name) throws IOException, InterruptedException {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IOException(name + " ended with " + code);
            }
        }
    }
}
