package io.lc2.backup.local;

import static io.lc2.backup.local.Laboratory.backup;
import static io.lc2.backup.local.Laboratory.meta;
import static io.lc2.backup.local.Laboratory.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The executor is killed in every step of a backup and of a restore; each operation still ends once, and right. */
@ExtendWith(EmbeddedServerExtension.class)
class KilledExecutorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void completesOnceAfterAKillInEveryStep(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        try (Laboratory lab = new Laboratory(broker, registry, database, directory)) {
            lab.makeDatabase("killed");
            lab.makeLibrary("library");
            ExecutorProcess executor = lab.executor().start();
            try (EventLog events = lab.events()) {
                lab.ask(backup("k-backup", "killed", "library"));
                killInEach(
                        executor,
                        events,
                        "k-backup",
                        List.of(
                                StepKind.DUMP_DATABASE,
                                StepKind.COPY_OBJECTS,
                                StepKind.VALIDATE_DATABASE,
                                StepKind.VALIDATE_OBJECTS,
                                StepKind.WRITE_MANIFEST));
                assertThat(events.awaitEnd("k-backup", PATIENCE)).isInstanceOf(BackupCompleted.class);

                lab.ask(restore("k-restore", "k-backup"));
                killInEach(
                        executor,
                        events,
                        "k-restore",
                        List.of(
                                StepKind.CHECK_BACKUP,
                                StepKind.RESTORE_DATABASE,
                                StepKind.RESTORE_OBJECTS,
                                StepKind.VALIDATE_RESTORE));
                assertThat(events.awaitEnd("k-restore", PATIENCE)).isInstanceOf(RestoreCompleted.class);

                assertEndedOnce(events, "k-backup");
                assertEndedOnce(events, "k-restore");
                assertRestored(lab, (RestoreCompleted) events.awaitEnd("k-restore", PATIENCE));
            } finally {
                executor.close();
            }
        }
    }

    @Test
    void sharesObjectsAndRemovesThemRightThoughKilledMeanwhile(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        try (Laboratory lab = new Laboratory(broker, registry, database, directory)) {
            lab.makeLibrary("shared");
            Path library = lab.files.resolve("shared");
            Path pool = lab.files.resolve("repository/acme/prd/objects");
            ExecutorProcess executor =
                    lab.executor("--lc2.executor.pool-grace=0s").start();
            try (EventLog events = lab.events()) {
                lab.ask(incremental("s-1"));
                assertThat(events.awaitEnd("s-1", PATIENCE)).isInstanceOf(BackupCompleted.class);
                int all = files(library).size();
                int changed = change(library);

                lab.ask(incremental("s-2"));
                killInEach(executor, events, "s-2", List.of(StepKind.COPY_OBJECTS));
                assertThat(events.awaitEnd("s-2", PATIENCE)).isInstanceOf(BackupCompleted.class);
                assertThat(files(pool)).hasSize(all + changed);
                lab.ask(incremental("s-3"));
                assertThat(events.awaitEnd("s-3", PATIENCE)).isInstanceOf(BackupCompleted.class);

                for (String backup : List.of("s-1", "s-2")) {
                    lab.ask(deletion(backup));
                    killInEach(executor, events, "purge-" + backup, List.of(StepKind.PURGE_BACKUP));
                    assertThat(events.awaitEnd("purge-" + backup, PATIENCE)).isInstanceOf(BackupPurged.class);
                }
                assertThat(files(pool)).hasSize(files(library).size());

                lab.ask(restore("s-restore", "s-3"));
                RestoreCompleted restored = (RestoreCompleted) events.awaitEnd("s-restore", PATIENCE);
                String bucket = restored.endpoints().getFirst().name();
                assertThat(contents(lab.files.resolve(bucket.substring(bucket.lastIndexOf('/') + 1))))
                        .isEqualTo(contents(library));
            } finally {
                executor.close();
            }
        }
    }

    private static RequestBackup incremental(String id) {
        RequestBackup full = backup(id, "", "shared");
        BackupRequest request = full.request();
        return new RequestBackup(
                full.meta(),
                full.backupId(),
                new BackupRequest(
                        request.environment(),
                        request.application(),
                        request.provider(),
                        null,
                        request.storage().withIncremental(true),
                        null,
                        null,
                        false,
                        request.retention(),
                        ""));
    }

    private static DeleteBackup deletion(String backup) {
        OperationId purge = new OperationId("purge-" + backup);
        return new DeleteBackup(meta(purge.value()), purge, new OperationId(backup), "killed meanwhile", true);
    }

    /** Gives every second file other bytes; says how many. */
    private static int change(Path library) throws Exception {
        List<Path> files = files(library);
        for (int i = 0; i < files.size(); i += 2) {
            Files.writeString(files.get(i), "rewritten " + i);
        }
        return (files.size() + 1) / 2;
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void killInEach(ExecutorProcess executor, EventLog events, String id, List<StepKind> steps) {
        for (StepKind step : steps) {
            events.await(
                    id,
                    PATIENCE,
                    event -> event instanceof OperationEvent.Ended
                            || (event instanceof StepStarted started && started.step() == step));
            executor.kill();
            executor.start();
        }
    }

    private static void assertEndedOnce(EventLog events, String id) {
        List<BackupEvent> all = events.of(id);
        assertThat(all).filteredOn(OperationEvent.Ended.class::isInstance).hasSize(1);
        assertThat(all).extracting(BackupEvent::eventId).doesNotHaveDuplicates();
    }

    private static void assertRestored(Laboratory lab, RestoreCompleted restored) throws Exception {
        String digest =
                "SELECT md5(string_agg(fileentryid || title || md5(data), ',' ORDER BY fileentryid)) FROM dlfileentry";
        String database = restored.endpoints().getFirst().name();
        assertThat(lab.query(database.substring(database.lastIndexOf('/') + 1), digest))
                .isEqualTo(lab.query("killed", digest));
        String bucket = restored.endpoints().getLast().name();
        assertThat(contents(lab.files.resolve(bucket.substring(bucket.lastIndexOf('/') + 1))))
                .isEqualTo(contents(lab.files.resolve("library")));
    }

    private static List<String> contents(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".bin"))
                    .map(file -> folder.relativize(file) + " " + size(file))
                    .sorted()
                    .toList();
        }
    }

    private static String size(Path file) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (java.io.IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
