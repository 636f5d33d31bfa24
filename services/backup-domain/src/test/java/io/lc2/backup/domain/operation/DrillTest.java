package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.T0;
import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.delete;
import static io.lc2.backup.domain.operation.OperationFixtures.drill;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.forcedDelete;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Restore drills: what decides about them, from the command to what they leave, which is nothing. */
class DrillTest {

    private final Scenario scenario = new Scenario().completedBackup("b1", "prd");

    @Test
    void restoresChecksAndTearsDownInTheEnvironmentOfItsBackup() {
        RestoreRequested accepted = scenario.command(drill("d1", "b1")).event(RestoreRequested.class);

        assertThat(accepted.meta().environment()).isEqualTo("prd");
        assertThat(accepted.plan().steps())
                .extracting(PlannedStep::kind)
                .containsExactly(
                        StepKind.CHECK_BACKUP,
                        StepKind.RESTORE_DATABASE,
                        StepKind.RESTORE_OBJECTS,
                        StepKind.VALIDATE_RESTORE,
                        StepKind.VERIFY_BACKUP,
                        StepKind.CLEAN_UP);
        assertThat(accepted.plan().nextSteps()).isEmpty();
    }

    @Test
    void completesOnlyWhenItsTargetIsTornDownAndTheWholeBackupIsReadBack() {
        scenario.restoredDrill("d1", "b1").done("d1", StepKind.VALIDATE_RESTORE, 1);

        assertThat(scenario.started()).containsExactly("d1/VERIFY_BACKUP/1", "d1/CLEAN_UP/1");
        assertThat(scenario.done("d1", StepKind.VERIFY_BACKUP, 1).eventTypes()).containsExactly("StepSucceeded");
        assertThat(verification()).isEqualTo(Verification.CHECKSUM);

        scenario.done("d1", StepKind.CLEAN_UP, 1);

        assertThat(scenario.event(RestoreCompleted.class).endpoints()).isEmpty();
        assertThat(scenario.event(RestoreCompleted.class).checks()).isNotEmpty();
        assertThat(verification()).isEqualTo(Verification.RESTORED);
    }

    @Test
    void damageThatOnlyTheWholeReadFindsSpeaksAgainstTheBackup() {
        scenario.restoredDrill("d1", "b1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .failed("d1", StepKind.VERIFY_BACKUP, 1, failure(FailureCode.VALIDATION_FAILED));
        assertThat(scenario.eventTypes()).containsExactly("StepFailed");

        scenario.done("d1", StepKind.CLEAN_UP, 1);

        assertThat(scenario.event(OperationFailed.class).leftovers()).isEqualTo(Leftovers.CLEANED_UP);
        assertThat(verification()).isEqualTo(Verification.NONE);
    }

    @Test
    void measuresFromItsStartUntilTheRestoreIsValidated() {
        scenario.command(drill("d1", "b1"));
        Instant accepted = scenario.now();
        scenario.done("d1", StepKind.CHECK_BACKUP, 1)
                .passes(Duration.ofMinutes(7), "d1")
                .done("d1", StepKind.RESTORE_DATABASE, 1)
                .done("d1", StepKind.RESTORE_OBJECTS, 1)
                .passes(Duration.ofMinutes(2), "d1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .passes(Duration.ofMinutes(5), "d1")
                .done("d1", StepKind.CLEAN_UP, 1)
                .done("d1", StepKind.VERIFY_BACKUP, 1);

        assertThat(scenario.event(RestoreCompleted.class).drill())
                .isEqualTo(
                        new DrillResult(new OperationId("b1"), Duration.ofMinutes(9), Duration.between(T0, accepted)));
    }

    @Test
    void timeInTheQueueIsNoPartOfTheRecoveryTime() {
        scenario.slots(new FreeSlots(10, 0, 5)).command(drill("d1", "b1")).passes(Duration.ofHours(1), "d1");
        assertThat(scenario.state().operation(new OperationId("d1"))).get().isInstanceOf(OperationState.Queued.class);

        scenario.slots(OperationFixtures.PLENTY)
                .queueChecked()
                .done("d1", StepKind.CHECK_BACKUP, 1)
                .done("d1", StepKind.RESTORE_DATABASE, 1)
                .done("d1", StepKind.RESTORE_OBJECTS, 1)
                .passes(Duration.ofSeconds(40), "d1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .done("d1", StepKind.VERIFY_BACKUP, 1)
                .done("d1", StepKind.CLEAN_UP, 1);

        DrillResult result =
                Objects.requireNonNull(scenario.event(RestoreCompleted.class).drill());
        assertThat(result.rto()).isEqualTo(Duration.ofSeconds(40));
        assertThat(result.rpo()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void standsInNoWriterWay() {
        scenario.command(drill("d1", "b1")).command(backup("b2", "prd"));
        assertThat(scenario.started()).containsExactly("b2/DUMP_DATABASE/1");

        scenario.command(drill("d2", "b1"));
        assertThat(scenario.started()).containsExactly("d2/CHECK_BACKUP/1");
    }

    @Test
    void waitsForASlotOfRestores() {
        scenario.slots(new FreeSlots(10, 1, 5)).command(restore("r1", "b1", "uat"));
        assertThat(scenario.started()).containsExactly("r1/CHECK_BACKUP/1");

        scenario.slots(new FreeSlots(10, 0, 5)).command(drill("d1", "b1"));
        assertThat(scenario.started()).isEmpty();
    }

    @Test
    void keepsItsBackupFromBeingRemoved() {
        scenario.command(drill("d1", "b1")).command(delete("p1", "b1"));
        assertThat(scenario.rejection().code()).isEqualTo(RejectionCode.BACKUP_IN_USE);

        scenario.command(forcedDelete("p2", "b1"));
        assertThat(scenario.rejection().code()).isEqualTo(RejectionCode.BACKUP_IN_USE);
    }

    @Test
    void takesNoBackupThatIsDeleted() {
        scenario.command(forcedDelete("p1", "b1")).command(drill("d1", "b1"));

        assertThat(scenario.rejection().code()).isEqualTo(RejectionCode.BACKUP_DELETED);
    }

    @Test
    void tearsDownAfterADisproofAndSpeaksAgainstTheBackup() {
        scenario.restoredDrill("d1", "b1")
                .failed("d1", StepKind.VALIDATE_RESTORE, 1, failure(FailureCode.VALIDATION_FAILED));
        assertThat(scenario.started()).containsExactly("d1/CLEAN_UP/1");

        scenario.done("d1", StepKind.CLEAN_UP, 1);

        assertThat(scenario.event(OperationFailed.class).leftovers()).isEqualTo(Leftovers.CLEANED_UP);
        assertThat(verification()).isEqualTo(Verification.NONE);
    }

    @Test
    void transientTroubleSpeaksNotAgainstTheBackup() {
        scenario.restoredDrill("d1", "b1")
                .failed("d1", StepKind.VALIDATE_RESTORE, 1, failure(FailureCode.PERMISSION_DENIED))
                .done("d1", StepKind.CLEAN_UP, 1);

        assertThat(scenario.event(OperationFailed.class).drill()).isTrue();
        assertThat(verification()).isEqualTo(Verification.CHECKSUM);
    }

    @Test
    void failsWhenItsTargetCannotBeTornDown() {
        scenario.restoredDrill("d1", "b1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .done("d1", StepKind.VERIFY_BACKUP, 1)
                .failed("d1", StepKind.CLEAN_UP, 1, failure(FailureCode.PERMISSION_DENIED));

        assertThat(scenario.event(OperationFailed.class).leftovers()).isEqualTo(Leftovers.LEFT_BEHIND);
        assertThat(verification()).isEqualTo(Verification.CHECKSUM);
    }

    @Test
    void triesToTearDownAgain() {
        scenario.restoredDrill("d1", "b1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .done("d1", StepKind.VERIFY_BACKUP, 1)
                .failed("d1", StepKind.CLEAN_UP, 1, failure(FailureCode.CONNECTION_FAILED))
                .passes(Duration.ofHours(1), "d1");
        assertThat(scenario.started()).containsExactly("d1/CLEAN_UP/2");

        scenario.done("d1", StepKind.CLEAN_UP, 2);
        assertThat(scenario.eventTypes()).contains("RestoreCompleted");
    }

    @Test
    void tearsDownWhatALostAttemptMayStillWriteOnlyWhenThatIsQuiet() {
        scenario.command(drill("d1", "b1"))
                .done("d1", StepKind.CHECK_BACKUP, 1)
                .done("d1", StepKind.RESTORE_DATABASE, 1)
                .lost("d1", StepKind.RESTORE_OBJECTS, 1, StartReason.REASSIGNED)
                .done("d1", StepKind.RESTORE_OBJECTS, 2)
                .done("d1", StepKind.VALIDATE_RESTORE, 1);
        assertThat(scenario.started()).containsExactly("d1/VERIFY_BACKUP/1");

        scenario.passes(Duration.ofSeconds(20), "d1").progressed("d1", StepKind.VERIFY_BACKUP, 1, 10, "");
        assertThat(scenario.started()).isEmpty();

        scenario.passes(Attempts.STOP_GRACE.minusSeconds(20), "d1");
        assertThat(scenario.started()).containsExactly("d1/CLEAN_UP/1");
    }

    @Test
    void cancellationWhileItTearsDownLetsThatFinish() {
        scenario.restoredDrill("d1", "b1")
                .done("d1", StepKind.VALIDATE_RESTORE, 1)
                .command(cancel("d1", "d1"));
        assertThat(scenario.toldToStop()).containsExactly("VERIFY_BACKUP/1");

        scenario.done("d1", StepKind.CLEAN_UP, 1).stopped("d1", StepKind.VERIFY_BACKUP, 1);
        assertThat(scenario.event(OperationCancelled.class).leftovers()).isEqualTo(Leftovers.CLEANED_UP);
        assertThat(verification()).isEqualTo(Verification.CHECKSUM);
    }

    @Test
    void leavesTheBackupAsItWasMade() {
        assertThat(scenario.log()).filteredOn(BackupCompleted.class::isInstance).hasSize(1);
        assertThat(verification()).isEqualTo(Verification.CHECKSUM);
    }

    private Verification verification() {
        return Objects.requireNonNull(scenario.state().points().get(new OperationId("b1")))
                .verification();
    }
}
