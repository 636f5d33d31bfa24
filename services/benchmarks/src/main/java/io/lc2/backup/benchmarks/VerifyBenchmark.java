package io.lc2.backup.benchmarks;

import io.lc2.backup.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The verification of a backup, which reads every byte of it, against {@code sha256sum} of the same files on all processors
 * and {@code zstd -t} of the dump, alternating. What the verification does beyond, walking through the dump's archive and
 * comparing object by object with the manifest, is its own.
 */
final class VerifyBenchmark implements Benchmark {

    private static final String DATABASE = "lportal";
    private static final int SMALL_BYTES = 16 * 1024;
    private static final int LARGE_BYTES = 128 * 1024 * 1024;
    private static final String PEER = "sha256sum, zstd -t";
    private static final String SCRIPT = """
            find . -type f -print0 | xargs -0 -n 32 -P "$(getconf _NPROCESSORS_ONLN)" sha256sum > ../sums
            zstd -tq $(find . -name '*.pgdump.zst')
            """;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "[megabytes of the database 512] [rounds 3] [small objects 10000] [large objects 4]; needs pg_dump, zstd";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int rounds = arguments.number(1, 3);
        try (Scratch scratch = Scratch.of(name());
                EmbeddedDatabase server =
                        EmbeddedDatabase.start(scratch.resolve("database"), EmbeddedDatabase.DISPOSABLE)) {
            Map<String, String> environment = environment(server, scratch);
            fill(server, arguments.number(0, 512), environment);
            Path repository = Files.createDirectories(scratch.resolve("store").resolve(VerifyMain.REPOSITORY));
            makeLibrary(
                    scratch.resolve("store").resolve(VerifyMain.LIBRARY),
                    arguments.number(2, 10_000),
                    arguments.number(3, 4));
            try (Child executor = new Child(VerifyMain.class, Child.EXECUTOR, environment)) {
                long[] made = executor.ask("backup");
                Terminal.say("  a backup of %,d bytes, made in %,d ms".formatted(made[1], made[0]));
                Rounds seconds = new Rounds();
                double peakMegabytes = 0;
                for (int round = 0; round <= rounds; round++) {
                    seconds.tell(PEER, Shell.seconds(SCRIPT, repository, Map.of()), "s", round > 0);
                    long[] answer = executor.ask("verify");
                    seconds.tell(name(), answer[0] / 1000.0, "s", round > 0);
                    peakMegabytes = (double) answer[2];
                }
                report.atMost(1.25, name(), seconds.median(name()), seconds.median(PEER), PEER, "s");
                report.within(512, "peak resident memory of the executor", peakMegabytes, "MB");
            }
        }
    }

    private static Map<String, String> environment(EmbeddedDatabase server, Scratch scratch) {
        return new HashMap<>(Map.of(
                "PGHOST",
                server.host(),
                "PGPORT",
                Integer.toString(server.port()),
                "PGUSER",
                server.user(),
                "PGPASSWORD",
                server.password(),
                VerifyMain.DATABASE,
                DATABASE,
                VerifyMain.STORE,
                scratch.resolve("store").toString()));
    }

    private static void fill(EmbeddedDatabase server, int megabytes, Map<String, String> environment) throws Exception {
        server.createDatabase(DATABASE);
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl(DATABASE), server.user(), server.password())) {
            new LiferayDatabase(connection, DATABASE, environment).fill(megabytes);
        }
    }

    private static void makeLibrary(Path folder, int small, int large) throws IOException {
        for (int n = 0; n < small + large; n++) {
            Path file = folder.resolve("20097").resolve("" + n / 100).resolve(n + ".pdf");
            Files.createDirectories(file.getParent());
            write(file, n, n < small ? SMALL_BYTES : LARGE_BYTES);
        }
    }

    private static void write(Path file, int seed, int bytes) throws IOException {
        Random random = new Random(seed);
        byte[] piece = new byte[SMALL_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < bytes; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
