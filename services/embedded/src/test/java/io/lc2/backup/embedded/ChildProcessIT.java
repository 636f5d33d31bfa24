package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path dataDir;

    private ServerDirectory directory;

    @BeforeEach
    void claim() {
        directory = ServerDirectory.claim(dataDir);
    }

    @AfterEach
    void release() {
        directory.close();
    }

    @Test
    void quotesTheLogOfAProcessThatEndsWhileStarting() {
        ChildProcess process = start("echo 'no space left' >&2; exit 3");

        assertThatThrownBy(() -> process.awaitReady(LONG, () -> false))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no space left");
    }

    @Test
    void quotesTheLogAndEndsAProcessThatNeverAnswers() throws Exception {
        ChildProcess process = start("echo waiting; exec sleep 60");

        assertThatThrownBy(() -> process.awaitReady(SHORT, () -> false))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("PT0.2S")
                .hasMessageContaining("waiting");
        process.awaitEnd(LONG);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void killsAProcessThatIgnoresTheRequestToEnd() {
        ChildProcess process = start("trap '' TERM; echo set; while :; do sleep 1; done");
        process.awaitReady(LONG, () -> logOf("stubborn").contains("set"));

        process.stop(SHORT);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void hidesTheParentsEnvironmentAndKeepsThePreviousLog() {
        start("env").awaitEnd(LONG);
        assertThat(logOf("stubborn")).contains("PATH=").doesNotContain("LC2_SECRET_OF_THE_PARENT");

        start("echo second").awaitEnd(LONG);
        assertThat(logOf("stubborn")).isEqualTo("second\n");
        assertThat(dataDir.resolve("stubborn.log.1")).content().contains("PATH=");
    }

    @Test
    void keepsAnInterruptTypedAtTheTerminalFromTheChild() {
        assumeThat(ChildProcess.works(List.of("setsid", "setpriv", "--"))).isTrue();
        List<String> tellSession = List.of("sh", "-c", "cut -d ' ' -f 6 /proc/$$/stat");

        ChildProcess process =
                ChildProcess.start("stubborn", ChildProcess.boundToParent("KILL", tellSession), directory);
        process.awaitEnd(LONG);

        assertThat(logOf("stubborn").strip()).isEqualTo(Long.toString(process.pid()));
    }

    @Test
    void saysWhichProgramIsMissing() {
        assertThatThrownBy(() -> ChildProcess.start("thing", List.of("lc2-no-such-program"), directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("lc2-no-such-program");
        assertThatThrownBy(() ->
                        ChildProcess.run(List.of("lc2-no-such-program"), dataDir, dataDir.resolve("run.log"), LONG))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("lc2-no-such-program");
    }

    @Test
    void boundsACommand() {
        assertThatThrownBy(() -> ChildProcess.run(List.of("sleep", "60"), dataDir, dataDir.resolve("run.log"), SHORT))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("sleep did not end within PT0.2S");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("stubborn", List.of("sh", "-c", script), directory);
    }

    private String logOf(String name) {
        try {
            return Files.readString(dataDir.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
