package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.GRACE;
import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.delete;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.forcedDelete;
import static io.lc2.backup.domain.operation.OperationFixtures.hold;
import static io.lc2.backup.domain.operation.OperationFixtures.meta;
import static io.lc2.backup.domain.operation.OperationFixtures.release;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static io.lc2.backup.domain.operation.OperationFixtures.undelete;
import static io.lc2.backup.domain.operation.OperationFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeletionsTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Scenario scenario =
            new Scenario().completedBackup("b1", "prd").completedBackup("b2", "prd");

    @Test
    void marksABackupAndRemovesItsDataOnlyAfterTheTimeOfGrace() {
        scenario.command(delete("d1", "b1"));
        assertThat(scenario.eventTypes()).containsExactly("BackupSoftDeleted");
        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.SOFT_DELETED);
        assertThat(point("b1").purgeAfter()).isEqualTo(scenario.now().plus(GRACE));

        assertThat(scenario.passes(GRACE.minus(MOMENT), "d1").started()).isEmpty();
        assertThat(scenario.passes(MOMENT, "d1").started()).containsExactly("d1/PURGE_BACKUP/1");

        scenario.done("d1", StepKind.PURGE_BACKUP, 1);
        assertThat(scenario.event(BackupPurged.class).bytes()).isEqualTo(100);
        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.PURGED);
    }

    @Test
    void asksAgainWhenTheTimeOfGraceIsOverAlsoAfterARestart() {
        scenario.command(delete("d1", "b1"));
        Effect.WakeAt wake =
                new Effect.WakeAt(new OperationId("d1"), scenario.now().plus(GRACE));
        assertThat(scenario.last().effects()).contains(wake);

        assertThat(scenario.passes(Duration.ofDays(1), "d1").last().effects()).containsExactly(wake);
    }

    @Test
    void takesADeletionBackWhileItsTimeOfGraceLasts() {
        scenario.command(delete("d1", "b1")).passes(GRACE.minus(MOMENT), "d1").command(undelete("1", "b1"));

        assertThat(scenario.event(BackupUndeleted.class).backupId()).isEqualTo(new OperationId("b1"));
        assertThat(point("b1").lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(point("b1").purgeAfter()).isNull();
        assertThat(scenario.state().open()).isEmpty();
        assertThat(scenario.passes(GRACE, "d1").started()).isEmpty();
        assertThat(scenario.command(restore("r1", "b1", "uat")).started()).containsExactly("r1/CHECK_BACKUP/1");
    }

    @Test
    void answersTheRepetitionOfAnUndeletionWithNothing() {
        scenario.command(delete("d1", "b1")).command(undelete("1", "b1")).command(undelete("1", "b1"));

        assertThat(scenario.last().events()).isEmpty();
    }

    @Test
    void refusesToUndeleteWhatIsNotDeletedOrBeingRemoved() {
        scenario.command(undelete("1", "b1"));
        assertRejected(RejectionCode.BACKUP_NOT_DELETED);
        scenario.command(undelete("2", "nothing"));
        assertRejected(RejectionCode.BACKUP_NOT_FOUND);

        scenario.command(delete("d1", "b1")).passes(GRACE, "d1").command(undelete("3", "b1"));
        assertRejected(RejectionCode.REMOVAL_HAS_BEGUN);

        scenario.done("d1", StepKind.PURGE_BACKUP, 1).command(undelete("4", "b1"));
        assertRejected(RejectionCode.REMOVAL_HAS_BEGUN);
    }

    @Test
    void doesNotUndeleteWhatARemovalHasLeftHalfDone() {
        scenario.command(delete("d1", "b1"))
                .passes(GRACE, "d1")
                .failed("d1", StepKind.PURGE_BACKUP, 1, failure(FailureCode.PERMISSION_DENIED))
                .command(undelete("1", "b1"));

        assertRejected(RejectionCode.REMOVAL_HAS_BEGUN);
    }

    @Test
    void goesOnAtOnceWithARemovalThatFailed() {
        scenario.command(delete("d1", "b1"))
                .passes(GRACE, "d1")
                .failed("d1", StepKind.PURGE_BACKUP, 1, failure(FailureCode.PERMISSION_DENIED));
        OperationFailed failed = scenario.event(OperationFailed.class);
        assertThat(failed.leftovers()).isEqualTo(Leftovers.LEFT_BEHIND);
        assertThat(failed.leftoversDetail()).contains("delete the backup again");

        scenario.command(delete("d2", "b1"));

        assertThat(scenario.started()).containsExactly("d2/PURGE_BACKUP/1");
    }

    @Test
    void keepsTheLastRestorableBackupOfAnEnvironment() {
        scenario.command(delete("d1", "b1")).command(delete("d2", "b2"));

        assertRejected(RejectionCode.LAST_RECOVERY_POINT);
        assertThat(point("b2").lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    }

    @Test
    void doesNotCountBackupsOfOtherEnvironments() {
        scenario.completedBackup("b3", "dev").command(delete("d1", "b3"));

        assertRejected(RejectionCode.LAST_RECOVERY_POINT);
    }

    @Test
    void doesNotCountABackupThatIsDisproved() {
        disprove("b2");

        scenario.command(delete("d1", "b1"));

        assertRejected(RejectionCode.LAST_RECOVERY_POINT);
    }

    @Test
    void deletesWhatCannotBeRestoredAnyway() {
        disprove("b1");
        disprove("b2");

        scenario.command(delete("d1", "b1"));

        assertThat(scenario.eventTypes()).containsExactly("BackupSoftDeleted");
    }

    @Test
    void looksAgainBeforeItRemovesWhetherItIsTheLastOne() {
        scenario.command(delete("d1", "b1"));
        disprove("b2");

        assertThat(scenario.passes(GRACE, "d1").started()).isEmpty();
        assertThat(scenario.command(undelete("1", "b1")).eventTypes()).containsExactly("BackupUndeleted");
    }

    @Test
    void removesItWhenThereIsAnotherOneAgain() {
        scenario.command(delete("d1", "b1"));
        disprove("b2");
        scenario.passes(GRACE, "d1").completedBackup("b3", "prd");

        assertThat(scenario.queueChecked().started()).isEmpty();
        assertThat(scenario.state().open().get(new OperationId("d1"))).isInstanceOf(OperationState.Running.class);
    }

    @Test
    void deletesTheLastOneWhenForcedAndRecordsIt() {
        scenario.command(delete("d1", "b1")).command(forcedDelete("d2", "b2"));

        assertThat(scenario.event(BackupSoftDeleted.class).forced()).isTrue();
        assertThat(scenario.event(BackupSoftDeleted.class).reason()).isEqualTo("the customer left");
        assertThat(scenario.passes(GRACE, "d2").started()).containsExactly("d2/PURGE_BACKUP/1");
    }

    @Test
    void wantsAReasonForWhatIsForced() {
        scenario.command(new DeleteBackup(meta("x"), new OperationId("d1"), new OperationId("b1"), " ", true));

        assertRejected(RejectionCode.INVALID_REQUEST);
        assertThat(scenario.rejection().message()).startsWith("reason ");
    }

    @Test
    void refusesToDeleteWhatIsHeld() {
        scenario.command(hold("1", "b1"));
        assertThat(scenario.event(BackupHeld.class).reason()).isEqualTo("case 7");
        assertThat(scenario.event(BackupHeld.class).meta().actor()).isEqualTo(OperationFixtures.ALICE);

        scenario.command(delete("d1", "b1"));
        assertRejected(RejectionCode.BACKUP_ON_HOLD);
        scenario.command(forcedDelete("d2", "b1"));
        assertRejected(RejectionCode.BACKUP_ON_HOLD);
    }

    @Test
    void deletesWhatWasReleased() {
        scenario.command(hold("1", "b1")).command(release("1", "b1")).command(delete("d1", "b1"));

        assertThat(scenario.eventTypes()).containsExactly("BackupSoftDeleted");
    }

    @Test
    void doesNotRemoveWhatIsHeldInItsTimeOfGraceUntilItIsReleased() {
        scenario.command(delete("d1", "b1")).command(hold("1", "b1"));
        assertThat(scenario.passes(GRACE.multipliedBy(100), "d1").started()).isEmpty();

        assertThat(scenario.command(release("1", "b1")).started()).containsExactly("d1/PURGE_BACKUP/1");
    }

    @Test
    void refusesHoldsThatChangeNothing() {
        scenario.command(release("1", "b1"));
        assertRejected(RejectionCode.BACKUP_NOT_ON_HOLD);
        scenario.command(hold("1", "nothing"));
        assertRejected(RejectionCode.BACKUP_NOT_FOUND);
        scenario.command(release("2", "nothing"));
        assertRejected(RejectionCode.BACKUP_NOT_FOUND);
        scenario.command(hold("2", "b1")).command(hold("3", "b1"));
        assertRejected(RejectionCode.BACKUP_ON_HOLD);
    }

    @Test
    void refusesToHoldWhatIsBeingRemoved() {
        scenario.command(delete("d1", "b1")).passes(GRACE, "d1").command(hold("1", "b1"));

        assertRejected(RejectionCode.REMOVAL_HAS_BEGUN);
    }

    @Test
    void letsOthersOfTheEnvironmentRunWhileADeletionWaits() {
        scenario.command(delete("d1", "b1"));

        assertThat(scenario.command(backup("b3", "prd")).started()).containsExactly("b3/DUMP_DATABASE/1");
    }

    @Test
    void doesNotCountDeletionsInGraceAsQueued() {
        Scenario small = new Scenario(new Limits(2, 10, 5, 5, 1))
                .completedBackup("b1", "prd")
                .completedBackup("b2", "prd")
                .completedBackup("b3", "prd")
                .command(delete("d1", "b1"))
                .command(delete("d2", "b2"));

        assertThat(small.eventTypes()).containsExactly("BackupSoftDeleted");
    }

    @Test
    void pointsWhoCancelsADeletionToUndelete() {
        scenario.command(delete("d1", "b1")).command(cancel("1", "d1"));

        assertRejected(RejectionCode.NOT_SUPPORTED);
        assertThat(scenario.rejection().nextStep()).startsWith("Undelete backup b1");
    }

    @Test
    void rejectsEverythingOnADeletedBackup() {
        scenario.command(delete("d1", "b1")).command(delete("d2", "b1"));
        assertRejected(RejectionCode.BACKUP_DELETED);
        scenario.passes(GRACE, "d1").done("d1", StepKind.PURGE_BACKUP, 1);

        scenario.command(restore("r1", "b1", "uat"));
        assertRejected(RejectionCode.BACKUP_DELETED);
        scenario.command(verify("v1", "b1"));
        assertRejected(RejectionCode.BACKUP_DELETED);
        scenario.command(delete("d3", "b1"));
        assertRejected(RejectionCode.BACKUP_DELETED);
    }

    @Test
    void doesNotDeleteABackupThatIsBeingRead() {
        scenario.command(restore("r1", "b1", "uat")).command(delete("d1", "b1"));

        assertRejected(RejectionCode.BACKUP_IN_USE);
    }

    @Test
    void replaysToTheLiveState() {
        scenario.command(hold("1", "b1"))
                .command(release("1", "b1"))
                .command(delete("d1", "b1"))
                .command(undelete("1", "b1"))
                .command(delete("d2", "b1"))
                .passes(GRACE, "d2")
                .done("d2", StepKind.PURGE_BACKUP, 1);

        ProjectState replayed = ProjectState.EMPTY;
        for (var event : scenario.log()) {
            replayed = replayed.evolve(event);
        }

        assertThat(replayed).isEqualTo(scenario.state());
    }

    private void disprove(String id) {
        scenario.command(verify("v-" + id, id))
                .failed("v-" + id, StepKind.VERIFY_BACKUP, 1, failure(FailureCode.VALIDATION_FAILED));
    }

    private RecoveryPoint point(String id) {
        return scenario.state().points().get(new OperationId(id));
    }

    private void assertRejected(RejectionCode code) {
        assertThat(scenario.rejection().code()).isEqualTo(code);
        assertThat(scenario.rejection().nextStep()).isNotBlank();
    }
}
