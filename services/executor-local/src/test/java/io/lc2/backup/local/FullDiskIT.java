package io.lc2.backup.local;

import static io.lc2.backup.local.Laboratory.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The repository's disk is really full: a file system of a few megabytes that only the executor's process sees. */
@ExtendWith(EmbeddedServerExtension.class)
class FullDiskIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final String SMALL_DISK =
            "mount -t tmpfs -o size=6m lc2-test \"$0\" && mkdir \"$0/repository\" && exec \"$@\"";

    @Test
    void failsABackupThatFillsTheDiskAndTakesTheNextOneThatFits(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        try (Laboratory lab = new Laboratory(broker, registry, database, directory)) {
            lab.makeDatabase("large");
            lab.makeLibrary("library");
            lab.execute("postgres", "CREATE DATABASE small");
            lab.execute(
                    "small",
                    "CREATE TABLE dlfileentry (fileentryid bigint)",
                    "CREATE TABLE user_ (userid bigint)",
                    "INSERT INTO dlfileentry VALUES (1)",
                    "INSERT INTO user_ VALUES (1)");
            try (ExecutorProcess executor = lab.executor(
                                    "--lc2.executor.stores.disk.type=filesystem",
                                    "--lc2.executor.stores.disk.root=" + disk,
                                    "--lc2.executor.repository.store=disk")
                            .within(onSmallDisk(disk))
                            .start();
                    EventLog events = lab.events()) {
                lab.ask(backup("full-database", "large", ""));
                assertFull((OperationFailed) events.awaitEnd("full-database", A_MINUTE), Component.DATABASE);

                lab.ask(backup("full-objects", "", "library"));
                assertFull((OperationFailed) events.awaitEnd("full-objects", A_MINUTE), Component.OBJECTS);

                lab.ask(backup("fits", "small", ""));
                assertThat(events.awaitEnd("fits", A_MINUTE))
                        .as(executor::lastLines)
                        .isInstanceOf(BackupCompleted.class);
            }
        }
    }

    private static void assertFull(OperationFailed end, Component component) {
        Failure failure = end.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.STORAGE_FULL);
        assertThat(failure.component()).isEqualTo(component);
        assertThat(failure.message()).contains("No space left");
        assertThat(failure.nextStep()).isNotBlank();
    }

    private static List<String> onSmallDisk(Path disk) throws IOException, InterruptedException {
        for (List<String> namespace : List.of(List.of("unshare", "-m"), List.of("unshare", "-Urm"))) {
            List<String> command =
                    List.of(namespace.getFirst(), namespace.getLast(), "sh", "-c", SMALL_DISK, disk.toString());
            if (works(command)) {
                return command;
            }
        }
        assumeTrue(false, "SKIPPED: no disk can be filled here; neither root nor user namespaces may mount a tmpfs");
        return List.of();
    }

    private static boolean works(List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.add("true");
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
