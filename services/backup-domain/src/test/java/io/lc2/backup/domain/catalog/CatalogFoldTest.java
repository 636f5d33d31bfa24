package io.lc2.backup.domain.catalog;

import static io.lc2.backup.domain.catalog.CatalogFixtures.askBackup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.askRestore;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.commandMeta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.disproved;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drill;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drilled;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.rejected;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.CatalogEntry.Refused;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.ImpossibleTransitionException;
import io.lc2.backup.domain.operation.Status;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFoldTest {

    private final Map<OperationId, CatalogEntry> entries = new TreeMap<>();

    @Test
    void showsACommandNobodyHasPickedUpAsPending() {
        fold(askBackup("b1"));

        assertThat(entry("b1")).isEqualTo(new Pending(askBackup("b1")));
    }

    @Test
    void keepsTheFirstOfSeveralCommandsForOneOperation() {
        BackupCommand other =
                new BackupCommand.RequestBackup(commandMeta("other"), new OperationId("b1"), CatalogFixtures.request());

        fold(askBackup("b1"));
        fold(other);

        assertThat(entry("b1")).isEqualTo(new Pending(askBackup("b1")));
    }

    @Test
    void makesNoEntryOfACommandThatMakesNoOperation() {
        fold(new BackupCommand.UndeleteBackup(commandMeta("u"), new OperationId("b1")));
        fold(new BackupCommand.HoldBackup(commandMeta("h"), new OperationId("b1"), ""));
        fold(new BackupCommand.ReleaseBackup(commandMeta("r"), new OperationId("b1"), ""));
        fold(rejected("HoldBackup", "b1", "h"));
        fold(new BackupCommand.CancelOperation(commandMeta("x"), new OperationId("b1")));
        fold(new BackupCommand.PolicyCommand.PausePolicy(commandMeta("y"), new PolicyId("nightly")));
        fold(rejected("PausePolicy", "nightly", "y"));
        fold(rejected("CancelOperation", "b1", "x"));

        assertThat(entries).isEmpty();
    }

    @Test
    void foldsEventsOverAPendingCommand() {
        fold(askBackup("b1"));
        foldAll(backup("b1"));

        assertThat(EntrySummary.of(entry("b1")).status()).isEqualTo(Status.COMPLETED);
        assertThat(point("b1").verification()).isEqualTo(Verification.CHECKSUM);
    }

    @Test
    void foldsEventsWhoseCommandHasExpired() {
        foldAll(backup("b1").subList(0, 3));

        assertThat(EntrySummary.of(entry("b1")).status()).isEqualTo(Status.EXPORT_IN_PROGRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RequestBackup", "RequestRestore", "VerifyBackup", "DeleteBackup"})
    void showsARefusalInsteadOfThePendingCommand(String commandType) {
        fold(askBackup("x1"));
        CommandRejected rejection = rejected(commandType, "x1", "x1");

        fold(rejection);

        assertThat(entry("x1")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rejection()).isEqualTo(rejection);
            assertThat(refused.kind()).isNotNull();
        });
    }

    @Test
    void leavesAKnownOperationAsItIsWhenACommandWithItsIdIsRefused() {
        foldAll(backup("b1"));
        CatalogEntry before = entry("b1");

        Map<OperationId, CatalogEntry> changes = fold(rejected("RequestBackup", "b1", "second"));

        assertThat(changes).isEmpty();
        assertThat(entry("b1")).isEqualTo(before);
    }

    @Test
    void ignoresARefusalOfSomethingThatHasNoName() {
        assertThat(fold(rejected("RequestBackup", "NOT A LABEL", "x"))).isEmpty();
        assertThat(fold(rejected("SomethingNew", "b1", "x"))).isEmpty();
    }

    @Test
    void letsAnIdThatWasRefusedBeUsedAgain() {
        fold(rejected("RequestBackup", "b1", "first"));
        foldAll(backup("b1"));

        assertThat(entry("b1")).isInstanceOf(Known.class);
    }

    @Test
    void verificationChangesTheAxisOfItsBackup() {
        foldAll(backup("b1"));
        foldAll(verification("v1", "b1", verified("v1", "b1", Verification.RESTORED)));

        assertThat(point("b1").verification()).isEqualTo(Verification.RESTORED);
    }

    @Test
    void aDrillProvesItsBackupAndTellsWhatItMeasured() {
        foldAll(backup("b1"));
        foldAll(drill("d1", "b1"));
        assertThat(point("b1").verification()).isEqualTo(Verification.CHECKSUM);
        assertThat(DrillFacts.of(entries.get(new OperationId("d1")))).isEqualTo(new DrillFacts("prd", null));

        foldAll(List.of(drilled("d1", "b1")));

        assertThat(point("b1").verification()).isEqualTo(Verification.RESTORED);
        assertThat(DrillFacts.of(entries.get(new OperationId("d1"))))
                .isEqualTo(new DrillFacts(
                        "prd", new DrillResult(new OperationId("b1"), Duration.ofSeconds(3), Duration.ofSeconds(1))));
        assertThat(DrillFacts.of(entries.get(new OperationId("b1")))).isNull();
    }

    @Test
    void aVerificationThatDisprovesABackupTakesItsProof() {
        foldAll(backup("b1"));
        foldAll(verification("v1", "b1", disproved("v1", "b1")));

        assertThat(point("b1").verification()).isEqualTo(Verification.NONE);
        assertThat(EntrySummary.of(entry("v1")).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void deletionChangesTheLifecycleOfItsBackupInTwoSteps() {
        foldAll(backup("b1"));

        fold(purge("p1", "b1").getFirst());
        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.SOFT_DELETED);

        foldAll(purge("p1", "b1").subList(1, 5));
        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.PURGED);
    }

    @Test
    void takesADeletionBackWhenItsBackupIsUndeleted() {
        foldAll(backup("b1"));
        fold(purge("p1", "b1").getFirst());
        assertThat(point("b1").purgeAfter()).isNotNull();

        fold(new OperationEvent.BackupUndeleted(
                CatalogFixtures.meta(OperationKind.PURGE, "p1", 2), new OperationId("b1")));

        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(point("b1").purgeAfter()).isNull();
        assertThat(EntrySummary.of(entry("p1")).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aHoldChangesTheAxisOfItsBackupUntilItIsReleased() {
        foldAll(backup("b1"));

        fold(new RecoveryPointEvent.BackupHeld(CatalogFixtures.pointMeta("b1", "h1"), "case 7"));
        assertThat(BackupFacts.of(entry("b1")).held()).isTrue();

        fold(new RecoveryPointEvent.BackupReleased(CatalogFixtures.pointMeta("b1", "h2"), ""));
        assertThat(BackupFacts.of(entry("b1")).held()).isFalse();
        assertThat(entries).hasSize(1);
    }

    @Test
    void bearsAHoldOnABackupItDoesNotKnow() {
        assertThat(fold(new RecoveryPointEvent.BackupHeld(CatalogFixtures.pointMeta("gone", "h1"), "")))
                .isEmpty();
    }

    @Test
    void bearsAVerificationOfABackupItDoesNotKnow() {
        foldAll(verification("v1", "gone", verified("v1", "gone", Verification.CHECKSUM)));

        assertThat(entries).containsOnlyKeys(new OperationId("v1"));
    }

    @Test
    void changesNothingWhenTheWholeLogIsReplayedOverWhatIsThere() {
        List<CatalogInput> log = log();
        log.forEach(this::apply);
        Map<OperationId, CatalogEntry> before = Map.copyOf(entries);

        log.forEach(input -> {
            if (!(input instanceof CatalogInput.Happened happened && happened.event() instanceof CommandRejected)) {
                assertThat(apply(input)).isEmpty();
            }
        });

        assertThat(entries).isEqualTo(before);
    }

    @Test
    void refusesAnEventThatSkipsOne() {
        fold(backup("b1").getFirst());

        assertThatThrownBy(() -> fold(backup("b1").get(2))).isInstanceOf(ImpossibleTransitionException.class);
    }

    @Test
    void refusesASecondFirstEventOfAnotherOperation() {
        foldAll(backup("b1"));
        OperationEvent other = new OperationEvent.VerificationRequested(
                CatalogFixtures.meta(OperationKind.VERIFICATION, "b1", 1),
                CatalogFixtures.source("b0"),
                CatalogFixtures.plan(io.lc2.backup.domain.plan.StepKind.VERIFY_BACKUP));

        assertThatThrownBy(() -> fold(other)).isInstanceOf(ImpossibleTransitionException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void endsTheSameHoweverCommandsAndEventsInterleave(long seed) {
        log().forEach(this::apply);
        Map<OperationId, CatalogEntry> expected = Map.copyOf(entries);
        entries.clear();

        interleaved(log(), new Random(seed)).forEach(this::apply);

        assertThat(entries).isEqualTo(expected);
    }

    /** As an executor lives it: each command before what became of it. */
    private static List<CatalogInput> log() {
        List<CatalogInput> log = new ArrayList<>();
        log.add(new CatalogInput.Asked(askBackup("b1")));
        log.add(new CatalogInput.Asked(askBackup("b1")));
        backup("b1").forEach(event -> log.add(new CatalogInput.Happened(event)));
        log.add(new CatalogInput.Asked(askRestore("r1", "b1")));
        log.add(new CatalogInput.Happened(rejected("RequestRestore", "r1", "r1")));
        verification("v1", "b1", disproved("v1", "b1")).forEach(event -> log.add(new CatalogInput.Happened(event)));
        log.add(new CatalogInput.Asked(askBackup("b2")));
        purge("p1", "b1").forEach(event -> log.add(new CatalogInput.Happened(event)));
        return log;
    }

    /** The same commands and the same events, each in their order, mixed anew. */
    private static List<CatalogInput> interleaved(List<CatalogInput> log, Random random) {
        List<CatalogInput> commands = new ArrayList<>(
                log.stream().filter(CatalogInput.Asked.class::isInstance).toList());
        List<CatalogInput> events = new ArrayList<>(
                log.stream().filter(CatalogInput.Happened.class::isInstance).toList());
        List<CatalogInput> mixed = new ArrayList<>();
        while (mixed.size() < log.size()) {
            boolean command = events.isEmpty() || (!commands.isEmpty() && random.nextBoolean());
            mixed.add((command ? commands : events).removeFirst());
        }
        return mixed;
    }

    private Map<OperationId, CatalogEntry> fold(BackupCommand command) {
        return apply(new CatalogInput.Asked(command));
    }

    private Map<OperationId, CatalogEntry> fold(BackupEvent event) {
        return apply(new CatalogInput.Happened(event));
    }

    private void foldAll(Collection<? extends BackupEvent> events) {
        events.forEach(this::fold);
    }

    private Map<OperationId, CatalogEntry> apply(CatalogInput input) {
        Map<OperationId, CatalogEntry> changes = CatalogFold.changes(input, entries::get);
        entries.putAll(changes);
        return changes;
    }

    private CatalogEntry entry(String id) {
        return entries.get(new OperationId(id));
    }

    private RecoveryPoint point(String id) {
        return ((Known) entry(id)).recoveryPoint();
    }
}
