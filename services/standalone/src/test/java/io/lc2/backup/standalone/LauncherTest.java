package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final Path LAUNCHER = Repository.root().resolve("lc2");

    @TempDir
    Path elsewhere;

    record Answer(int exitCode, String out) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void listsTheVerbs(String verb) {
        Answer answer = lc2(verb.isEmpty() ? List.of() : List.of(verb));

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains(
                        "./lc2 demo",
                        "./lc2 up",
                        "./lc2 down",
                        "./lc2 test",
                        "./lc2 backup",
                        "./lc2 drill",
                        "./lc2 policy",
                        "./lc2 retention",
                        "./lc2 deadletters");
    }

    @Test
    void answersAnUnknownVerbWithTheKnownOnes() {
        Answer answer = lc2(List.of("bakcup"));

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).contains("there is no verb 'bakcup'", "./lc2 backup");
    }

    @Test
    void saysThatNothingRuns() {
        assertThat(lc2(List.of("down"))).isEqualTo(new Answer(0, notRunning()));
        assertThat(lc2(List.of("status"))).isEqualTo(new Answer(3, notRunning()));
    }

    @Test
    void worksThroughALinkFromAnotherDirectory() throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("lc2"), LAUNCHER);

        assertThat(run(List.of(link.toString(), "help")).exitCode()).isZero();
    }

    private String notRunning() {
        return "LC2 Backup is not running (nothing in " + elsewhere + "). Start it with:  ./lc2 up\n";
    }

    private Answer lc2(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(arguments);
        return run(command);
    }

    private Answer run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(elsewhere.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(Map.of("LC2_DATA_DIR", elsewhere.toString()));
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Answer(process.exitValue(), out);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
