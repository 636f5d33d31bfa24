package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.executor.spi.StepStoppedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void givesAProgramOnlyTheEnvironmentItNeeds() throws Exception {
        try (Program program = Program.start(List.of("env"), Map.of("PGPORT", "1"), Program.Streams.OUTPUT)) {
            String said = new String(program.output().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.awaitEnd()).isZero();
            assertThat(said.lines().map(line -> line.substring(0, line.indexOf('='))))
                    .contains("LC_ALL", "PGPORT", "PATH")
                    .isSubsetOf("LC_ALL", "PGPORT", "PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "TZ");
        }
    }

    @Test
    void keepsReportsOfErrorsAndDropsStatementsWithTheirSecrets() throws Exception {
        String script =
                "i=0; while [ $i -lt 400 ]; do echo \"pg_dump: warning: $i of many lines\" >&2; i=$((i+1)); done;"
                        + "echo 'pg_restore: error: could not execute query: ERROR:  no' >&2;"
                        + "echo \"Command was: CREATE USER MAPPING error: OPTIONS (password 's3cret')\" >&2; exit 1";
        try (Program program = Program.start(List.of("sh", "-c", script), Map.of(), Program.Streams.OUTPUT)) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.errors()).isEqualTo("pg_restore: error: could not execute query: ERROR:  no");
        }
    }

    @Test
    void endsAProgramThatIsClosed() throws Exception {
        Program program = Program.start(List.of("cat"), Map.of(), Program.Streams.BOTH);

        program.close();

        assertThat(program.awaitEnd()).isNotZero();
    }

    @Test
    void stopsWorkThatWaits() {
        RecordingControl control = new RecordingControl();
        CountDownLatch woken = new CountDownLatch(1);

        assertThatThrownBy(() -> Background.run("waits", control, stop -> {
                    stop.onStop(woken::countDown);
                    control.stopped = true;
                    try {
                        woken.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return null;
                }))
                .isInstanceOf(StepStoppedException.class);
        assertThat(woken.getCount()).isZero();
    }

    @Test
    void handsFailuresOfWorkOn() {
        assertThatThrownBy(() -> Background.run("fails", new RecordingControl(), stop -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }
}
