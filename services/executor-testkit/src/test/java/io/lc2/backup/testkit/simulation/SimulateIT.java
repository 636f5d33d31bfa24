package io.lc2.backup.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulateIT {

    private static final long SEEDS = 30;

    /** Order of hash tables and of immutable collections differs from process to process, and must not matter. */
    @Test
    void livesTheSameSeedsInTheSameWayInEveryProcess() throws IOException, InterruptedException {
        long here = LongStream.range(0, SEEDS)
                .map(seed -> new Simulation(null).run(seed).hash())
                .reduce(0, Simulate::combined);

        String there = run(0, "--seeds", Long.toString(SEEDS));

        assertThat(there).contains("checksum of everything that happened: " + Long.toHexString(here));
    }

    @Test
    void endsWithAFailureWhenAnInvariantDoesNotHold() throws IOException, InterruptedException {
        String story = run(1, "--seeds", "500", "--mutation", "MANIFEST_FIRST");

        assertThat(story).contains("breaks MANIFEST_LAST").contains("again: ./lc2 simulate --seed ");
    }

    @Test
    void saysHowItIsUsedWhenItDoesNotUnderstand() throws IOException, InterruptedException {
        assertThat(run(2, "--sedes", "3")).contains("Usage: ./lc2 simulate");
    }

    private static String run(int expected, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Simulate.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(expected);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
