package io.lc2.backup.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A part of the matrix: every fault, every step. {@code ./lc2 chaos} goes through all of it. */
class ChaosIT {

    private static final int BOUND_MINUTES = 12;

    @Test
    void losesNothingWhateverBreaks() throws IOException, InterruptedException {
        Path work = Path.of("target", "chaos-it").toAbsolutePath();
        Path log = Files.createDirectories(work).resolve("chaos.log");

        int code = run(
                log,
                "--seed",
                "20261121",
                "--cells",
                "12",
                "--surely",
                "kill@incremental-copy,blackout@pool-collection,stop@drill-clean-up",
                "--outage",
                "20",
                "--minutes",
                "5",
                "--work",
                work.toString());

        assertThat(code).as(() -> read(log)).isZero();
        assertThat(read(log))
                .contains("Nothing was lost")
                .contains("longest time to recovery")
                .containsPattern("kill +at incremental-copy")
                .containsPattern("blackout +at pool-collection")
                .containsPattern("stop +at drill-clean-up")
                .containsPattern("drills completed +[1-9]")
                .containsPattern("uploads in parts +[1-9][0-9]* begun, [1-9][0-9]* completed")
                .containsPattern("[1-9][0-9]* objects removed from their pools");
        try (var left = Files.list(work)) {
            assertThat(left).containsExactly(log);
        }
    }

    /** In a process of its own, which enters a mount namespace where it may. */
    private static int run(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                Chaos.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES))
                    .as(() -> read(log))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
