package io.lc2.backup.local;

import static io.lc2.backup.local.Laboratory.backup;
import static io.lc2.backup.local.Laboratory.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong outside ends as a failure that says what to do, within a minute, and never as a completed backup. */
@ExtendWith(EmbeddedServerExtension.class)
class FailuresIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Laboratory lab;
    private EventLog events;

    @BeforeEach
    void open(EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database) {
        lab = new Laboratory(broker, registry, database, directory);
    }

    @AfterEach
    void close() {
        if (events != null) {
            events.close();
        }
        lab.close();
    }

    @Test
    void tellsWhatIsWrongWithTheSource() {
        lab.makeDatabase("source");
        lab.makeLibrary("library");
        try (ExecutorProcess executor = lab.executor().start()) {
            events = lab.events();
            lab.ask(backup("f-db-missing", "nothing", ""));
            lab.ask(backup("f-bucket-missing", "source", "no-such-library"));
            lab.ask(backup("f-empty", "postgres", ""));

            assertFailed("f-db-missing", FailureCode.DATABASE_NOT_FOUND, Component.DATABASE, "nothing");
            assertFailed("f-bucket-missing", FailureCode.BUCKET_NOT_FOUND, Component.OBJECTS, "no-such-library");
            assertFailed("f-empty", null, Component.DATABASE, "");
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void makesOneBackupOfThreeEqualCommandsThenVerifiesRestoresAndDeletesIt() throws IOException {
        lab.makeDatabase("whole");
        lab.makeLibrary("library");
        try (ExecutorProcess executor = lab.executor().start()) {
            events = lab.events();
            for (int i = 0; i < 3; i++) {
                lab.ask(backup("o-1", "whole", "library"));
            }
            assertThat(events.awaitEnd("o-1", A_MINUTE)).isInstanceOf(BackupCompleted.class);

            lab.ask(new BackupCommand.VerifyBackup(
                    Laboratory.meta("o-verify"), new OperationId("o-verify"), new OperationId("o-1")));
            assertThat(events.awaitEnd("o-verify", A_MINUTE)).isInstanceOf(BackupVerified.class);

            lab.ask(new BackupCommand.DeleteBackup(
                    Laboratory.meta("o-delete"), new OperationId("o-delete"), new OperationId("o-1"), "test", true));
            assertThat(events.awaitEnd("o-delete", A_MINUTE)).isInstanceOf(BackupPurged.class);
            assertThat(filesBelow(repository("o-1"))).isEmpty();
            assertThat(events.of("o-1"))
                    .filteredOn(OperationEvent.Ended.class::isInstance)
                    .hasSize(1);
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void noticesWhatWasTakenFromARepositoryBehindItsBack() throws IOException {
        lab.makeDatabase("robbed");
        lab.makeLibrary("library");
        try (ExecutorProcess executor = lab.executor().start()) {
            events = lab.events();
            lab.ask(backup("t-1", "robbed", "library"));
            assertThat(events.awaitEnd("t-1", A_MINUTE)).isInstanceOf(BackupCompleted.class);
            List<Path> stored = filesBelow(repository("t-1").resolve("objects"));
            Files.delete(stored.getFirst());

            lab.ask(new BackupCommand.VerifyBackup(
                    Laboratory.meta("t-verify"), new OperationId("t-verify"), new OperationId("t-1")));
            lab.ask(restore("t-restore", "t-1"));

            assertFailed("t-verify", FailureCode.VALIDATION_FAILED, Component.MANIFEST, "objects-stored-complete");
            assertFailed("t-restore", FailureCode.VALIDATION_FAILED, Component.MANIFEST, "objects-stored-complete");
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void cancelsARunningBackupAndLeavesNothing() throws IOException {
        lab.makeDatabase("cancelled");
        lab.makeLibrary("library");
        try (ExecutorProcess executor = lab.executor().start()) {
            events = lab.events();
            lab.ask(backup("c-1", "cancelled", "library"));
            events.await("c-1", A_MINUTE, StepStarted.class::isInstance);
            lab.ask(new BackupCommand.CancelOperation(Laboratory.meta("c-cancel"), new OperationId("c-1")));

            assertThat(events.awaitEnd("c-1", A_MINUTE)).isInstanceOf(OperationCancelled.class);
            assertThat(filesBelow(repository("c-1"))).isEmpty();
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void survivesADatabaseThatIsDroppedWhileItIsDumped() {
        lab.makeDatabase("dropped");
        try (ExecutorProcess executor = lab.executor().start()) {
            events = lab.events();
            lab.ask(backup("d-1", "dropped", ""));
            events.await(
                    "d-1",
                    A_MINUTE,
                    event -> event instanceof StepStarted started && started.step() == StepKind.DUMP_DATABASE);
            lab.execute("postgres", "DROP DATABASE dropped WITH (FORCE)");

            assertFailed("d-1", FailureCode.DATABASE_NOT_FOUND, Component.DATABASE, "dropped");
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void refusesAWrongPasswordWithoutTellingIt() throws IOException {
        lab.makeDatabase("locked");
        Map<String, String> wrong = Map.of(Laboratory.PASSWORD_VARIABLE, "certainly-wrong-4711");
        try (ExecutorProcess executor = lab.executor(wrong).start()) {
            events = lab.events();
            lab.ask(backup("p-1", "locked", ""));

            BackupEvent failed = assertFailed("p-1", FailureCode.AUTHENTICATION_FAILED, Component.DATABASE, "main");
            assertThat(failed.toString()).doesNotContain("certainly-wrong-4711");
            assertThat(Files.readString(directory.resolve("executor.log"))).doesNotContain("certainly-wrong-4711");
            assertThat(executor.pid()).isPositive();
        }
    }

    @Test
    void namesAMissingToolAndHowToInstallIt() throws IOException {
        lab.makeDatabase("toolless");
        Path empty = Files.createDirectory(directory.resolve("no-tools"));
        try (ExecutorProcess executor =
                lab.executor("--lc2.executor.tools-directory=" + empty).start()) {
            events = lab.events();
            lab.ask(backup("m-1", "toolless", ""));

            assertFailed("m-1", FailureCode.TOOL_MISSING, Component.DATABASE, "pg_dump");
            assertThat(executor.pid()).isPositive();
        }
    }

    private OperationFailed assertFailed(String id, FailureCode code, Component component, String named) {
        BackupEvent end = events.awaitEnd(id, A_MINUTE);
        assertThat(end).isInstanceOf(OperationFailed.class);
        OperationFailed failed = (OperationFailed) end;
        if (code != null) {
            assertThat(failed.failure().code()).isEqualTo(code);
        }
        assertThat(failed.failure().component()).isEqualTo(component);
        assertThat(failed.failure().message()).contains(named);
        assertThat(failed.failure().nextStep()).isNotBlank();
        return failed;
    }

    private Path repository(String backupId) {
        return lab.files.resolve("repository/acme/prd/backups").resolve(backupId);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
