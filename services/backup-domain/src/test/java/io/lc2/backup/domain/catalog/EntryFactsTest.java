package io.lc2.backup.domain.catalog;

import static io.lc2.backup.domain.catalog.CatalogFixtures.T0;
import static io.lc2.backup.domain.catalog.CatalogFixtures.askBackup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.askRestore;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.commandMeta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.disproved;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.rejected;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.Status;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFactsTest {

    @Test
    void summarisesAPendingBackupFromItsCommand() {
        EntrySummary summary = EntrySummary.of(new Pending(askBackup("b1")));

        assertThat(summary.status()).isEqualTo(Status.PENDING);
        assertThat(summary.environment()).isEqualTo("prd");
        assertThat(summary.requestedAt()).isEqualTo(T0.minusSeconds(1));
        assertThat(summary.initiator().id()).isEqualTo("u-1");
        assertThat(summary.ended()).isFalse();
        assertThat(summary.duration()).isEmpty();
    }

    @Test
    void namesTheBackupAPendingRestoreVerificationOrDeletionIsAbout() {
        OperationId backup = new OperationId("b1");
        List<BackupCommand.Opening> commands = List.of(
                askRestore("r1", "b1"),
                new BackupCommand.VerifyBackup(commandMeta("v1"), new OperationId("v1"), backup),
                new BackupCommand.DeleteBackup(commandMeta("p1"), new OperationId("p1"), backup, "old", false));

        assertThat(commands)
                .extracting(command -> EntrySummary.of(new Pending(command)).backupId())
                .containsOnly(backup);
    }

    @Test
    void summarisesARefusalAsAFailureWithItsReason() {
        var rejection = rejected("RequestBackup", "b1", "b1");
        EntrySummary summary = EntrySummary.of(
                new Refused(new OperationId("b1"), io.lc2.backup.domain.OperationKind.BACKUP, rejection));

        assertThat(summary.status()).isEqualTo(Status.FAILED);
        assertThat(summary.ended()).isTrue();
        assertThat(summary.failure())
                .isEqualTo(
                        new EndReason("NOT_SUPPORTED", Component.MANIFEST, "No search index here.", "Ask without it."));
        assertThat(summary.environment()).isNull();
        assertThat(summary.backupId()).isEqualTo(new OperationId("b1"));
    }

    @Test
    void knowsNoBackupOfARefusedRestore() {
        var rejection = rejected("RequestRestore", "r1", "r1");

        assertThat(EntrySummary.of(new Refused(
                                new OperationId("r1"), io.lc2.backup.domain.OperationKind.RESTORE, rejection))
                        .backupId())
                .isNull();
    }

    @Test
    void tellsHowLongACompletedBackupRan() {
        EntrySummary summary = EntrySummary.of(fold(backup("b1")));

        assertThat(summary.duration()).contains(Duration.ofSeconds(6));
        assertThat(summary.endedAt()).isEqualTo(T0.plusSeconds(8));
        assertThat(summary.failure()).isNull();
    }

    @Test
    void tellsWhyAnOperationFailed() {
        EntrySummary summary = EntrySummary.of(fold(verification("v1", "b1", disproved("v1", "b1"))));

        assertThat(Objects.requireNonNull(summary.failure()).code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void tellsWhyAnOperationIsAboutToFail() {
        EntrySummary summary = EntrySummary.of(
                fold(verification("v1", "b1", disproved("v1", "b1")).subList(0, 4)));

        assertThat(Objects.requireNonNull(summary.failure()).message()).isEqualTo("The dump is empty.");
        assertThat(summary.ended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 25", "5, 50", "7, 99", "8, 100"})
    void countsWhatIsDoneOfAKnownTotal(int events, int percent) {
        assertThat(Completion.percent(fold(backup("b1").subList(0, events)))).isEqualTo(percent);
    }

    @Test
    void countsNothingOfWhatIsOnlyAskedFor() {
        assertThat(Completion.percent(new Pending(askBackup("b1")))).isZero();
    }

    @Test
    void showsNoProgressOfAStepThatNeverCounted() {
        assertThat(Completion.progress(new StepState.Waiting())).isEqualTo(Progress.NONE);
        assertThat(Completion.progress(new StepState.Halted(1))).isEqualTo(Progress.NONE);
        assertThat(Completion.progress(new StepState.Broken(1, T0, CatalogFixtures.BROKEN)))
                .isEqualTo(Progress.NONE);
        assertThat(Completion.progress(
                        new StepState.BackingOff(1, 0, 1, CatalogFixtures.BROKEN, T0, new Progress(1, 2, 0, 0), null)))
                .isEqualTo(new Progress(1, 2, 0, 0));
    }

    @Test
    void describesARunningBackupByWhatWasAskedAndCounted() {
        BackupFacts facts = BackupFacts.of(fold(backup("b1").subList(0, 4)));

        assertThat(facts.components()).containsExactly(Component.DATABASE, Component.SEARCH);
        assertThat(facts.bytes()).isEqualTo(5);
        assertThat(facts.retention()).isEqualTo(Retention.DEFAULT);
        assertThat(facts.verification()).isEqualTo(Verification.NONE);
        assertThat(facts.notes()).isEqualTo("before the update");
    }

    @Test
    void describesACompletedBackupByItsRecoveryPoint() {
        BackupFacts facts = BackupFacts.of(fold(backup("b1")));

        assertThat(facts.components()).containsExactly(Component.DATABASE);
        assertThat(facts.bytes()).isEqualTo(10);
        assertThat(facts.dataTime()).isEqualTo(T0);
        assertThat(facts.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    }

    @Test
    void describesAPendingAndARefusedBackup() {
        assertThat(BackupFacts.of(new Pending(askBackup("b1"))).components()).hasSize(2);
        assertThat(BackupFacts.of(new Refused(
                                new OperationId("b1"),
                                io.lc2.backup.domain.OperationKind.BACKUP,
                                rejected("RequestBackup", "b1", "b1")))
                        .retention())
                .isNull();
    }

    @Test
    void refusesToDescribeARestoreAsABackup() {
        assertThatThrownBy(() -> BackupFacts.of(new Pending(askRestore("r1", "b1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BackupFacts.of(fold(purge("p1", "b1")))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"DUMP_DATABASE, dump-database, DumpDatabase", "CLEAN_UP, clean-up, CleanUp"})
    void writesNamesAsApisDo(io.lc2.backup.domain.plan.StepKind kind, String kebab, String camel) {
        assertThat(Words.kebab(kind)).isEqualTo(kebab);
        assertThat(Words.camel(kind)).isEqualTo(camel);
    }

    private static CatalogEntry fold(List<OperationEvent> events) {
        Map<OperationId, CatalogEntry> entries = new HashMap<>();
        events.forEach(event -> entries.putAll(CatalogFold.changes(new CatalogInput.Happened(event), entries::get)));
        return entries.get(events.getFirst().meta().operationId());
    }
}
