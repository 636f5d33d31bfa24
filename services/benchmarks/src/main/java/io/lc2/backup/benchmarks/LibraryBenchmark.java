package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.objects.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Memory of an executor that backs up a document library: the steps that copy it, keep its object manifest and check the
 * copy, in a process with the executor's heap. The library is generated, so nothing but these steps needs memory; a tenth of
 * it, in another process, is the peer.
 */
final class LibraryBenchmark implements Benchmark {

    /** A heap is filled before it is emptied, so more work means a little more of it, up to its bound. */
    private static final double FLAT = 1.25;

    @Override
    public String name() {
        return "library";
    }

    @Override
    public String usage() {
        return "[objects 1000000]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int objects = arguments.number(0, 1_000_000);
        int fewer = Math.max(1, objects / 10);
        long[] small = measure(fewer);
        long[] large = measure(objects);
        String what = "%,d objects".formatted(objects);
        report.within(512, "peak resident memory, " + what, megabytes(large), "MB");
        report.atMost(
                FLAT, "peak resident memory", megabytes(large), megabytes(small), "%,d objects".formatted(fewer), "MB");
        report.beside("copy step", rate(large, 0), rate(small, 0), "%,d objects".formatted(fewer), "obj/s");
        report.beside("validation step", rate(large, 1), rate(small, 1), "%,d objects".formatted(fewer), "obj/s");
    }

    private static double megabytes(long[] answer) {
        return (double) answer[3];
    }

    private static double rate(long[] answer, int step) {
        return answer[2] * 1000.0 / Math.max(1, answer[step]);
    }

    private long[] measure(int objects) throws IOException {
        try (Scratch scratch = Scratch.of(name());
                Child executor = new Child(LibraryMain.class, Child.EXECUTOR, Map.of())) {
            prepare(scratch.folder(), objects);
            long[] answer = executor.ask("copy " + scratch.folder() + " " + objects);
            Terminal.say("  %,d objects: copied in %,d ms, checked in %,d ms, %d MB resident at most"
                    .formatted(answer[2], answer[0], answer[1], answer[3]));
            return answer;
        }
    }

    static void prepare(Path folder, int objects) throws IOException {
        Files.createDirectories(folder.resolve(LibraryMain.REPOSITORY));
        GeneratedLibrary.writeNames(objects, folder.resolve(LibraryMain.NAMES), StoredObject::pathOf);
    }
}
