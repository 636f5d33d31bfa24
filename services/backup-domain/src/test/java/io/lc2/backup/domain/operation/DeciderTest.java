package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.ALICE;
import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.ComponentOutcome.Outcome;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private final Scenario scenario = new Scenario();

    @Test
    void startsAnAcceptedBackupAtOnceWithTheDatabase() {
        scenario.command(backup("b1", "prd"));

        assertThat(scenario.eventTypes()).containsExactly("BackupRequested", "OperationStarted", "StepStarted");
        assertThat(scenario.started()).containsExactly("b1/DUMP_DATABASE/1");
    }

    @Test
    void copiesObjectsAndValidatesTheDumpSideBySideOnceTheDumpIsDone() {
        scenario.command(backup("b1", "prd")).done("b1", StepKind.DUMP_DATABASE, 1);

        assertThat(scenario.started()).containsExactlyInAnyOrder("b1/VALIDATE_DATABASE/1", "b1/COPY_OBJECTS/1");
    }

    @Test
    void writesTheManifestOnlyAfterEverythingIsValidated() {
        scenario.command(backup("b1", "prd"))
                .done("b1", StepKind.DUMP_DATABASE, 1)
                .done("b1", StepKind.COPY_OBJECTS, 1)
                .done("b1", StepKind.VALIDATE_OBJECTS, 1);
        assertThat(scenario.started()).isEmpty();

        scenario.done("b1", StepKind.VALIDATE_DATABASE, 1);

        assertThat(scenario.started()).containsExactly("b1/WRITE_MANIFEST/1");
    }

    @Test
    void completesABackupWithARecoveryPoint() {
        scenario.completedBackup("b1", "prd");

        BackupCompleted completed = scenario.event(BackupCompleted.class);
        assertThat(completed.recoveryPoint().dataTime()).isEqualTo(OperationFixtures.T0);
        assertThat(completed.recoveryPoint().components()).containsExactly(Component.DATABASE, Component.OBJECTS);
        assertThat(completed.recoveryPoint().bytes()).isEqualTo(200);
        assertThat(completed.recoveryPoint().objects()).isEqualTo(7);
        assertThat(completed.recoveryPoint().verification()).isEqualTo(Verification.CHECKSUM);
        assertThat(completed.recoveryPoint().lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(completed.checks()).hasSize(5);
        assertThat(scenario.state().open()).isEmpty();
    }

    @Test
    void makesOneBackupOfThreeEqualCommands() {
        scenario.command(backup("b1", "prd")).command(backup("b1", "prd"));
        assertThat(scenario.last().events()).isEmpty();

        scenario.completedBackup("b1", "prd");

        assertThat(scenario.command(backup("b1", "prd")).last().events()).isEmpty();
        assertThat(scenario.log()).filteredOn(BackupCompleted.class::isInstance).hasSize(1);
    }

    @Test
    void dropsReportsOfAnAttemptThatIsNotTheCurrentOne() {
        scenario.command(backup("b1", "prd")).lost("b1", StepKind.DUMP_DATABASE, 1, StartReason.REASSIGNED);
        assertThat(scenario.started()).containsExactly("b1/DUMP_DATABASE/2");

        scenario.done("b1", StepKind.DUMP_DATABASE, 1);

        assertThat(scenario.last().events()).isEmpty();
    }

    @Test
    void handsTheCheckpointToTheAttemptThatReplacesALostOne() {
        scenario.command(backup("b1", "prd"))
                .done("b1", StepKind.DUMP_DATABASE, 1)
                .progressed("b1", StepKind.COPY_OBJECTS, 1, 10, "key-5")
                .lost("b1", StepKind.COPY_OBJECTS, 1, StartReason.HEARTBEAT_LOST);

        assertThat(scenario.last().effects())
                .contains(new Effect.RunStep(OperationFixtures.attempt("b1", StepKind.COPY_OBJECTS, 2), "key-5"));
        assertThat(scenario.event(StepStarted.class).reason()).isEqualTo(StartReason.HEARTBEAT_LOST);
    }

    @Test
    void givesUpAStepThatLosesItsWorkerTooOften() {
        scenario.command(backup("b1", "prd"));
        for (int attempt = 1; attempt <= RetryPolicy.DEFAULT.losses(); attempt++) {
            scenario.lost("b1", StepKind.DUMP_DATABASE, attempt, StartReason.HEARTBEAT_LOST);
        }

        assertThat(scenario.event(StepFailed.class).failure().code()).isEqualTo(FailureCode.EXECUTOR_LOST);
    }

    @Test
    void takesAHeartbeatForNoEvent() {
        scenario.command(backup("b1", "prd")).progressed("b1", StepKind.DUMP_DATABASE, 1, 10, null);
        assertThat(scenario.eventTypes()).containsExactly("StepProgressed");

        scenario.progressed("b1", StepKind.DUMP_DATABASE, 1, 10, null);

        assertThat(scenario.last().events()).isEmpty();
    }

    @Test
    void triesATransientFailureAgainWhenItsTimeHasCome() {
        scenario.command(backup("b1", "prd"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.CONNECTION_FAILED));
        StepRetryScheduled retry = scenario.event(StepRetryScheduled.class);
        assertThat(Duration.between(scenario.now(), retry.retryAt())).isEqualTo(Duration.ofMillis(750));

        assertThat(scenario.passes(Duration.ofMillis(700), "b1").last().events())
                .isEmpty();
        scenario.passes(Duration.ofMillis(50), "b1");

        assertThat(scenario.started()).containsExactly("b1/DUMP_DATABASE/2");
        assertThat(scenario.event(StepStarted.class).reason()).isEqualTo(StartReason.RETRY);
    }

    @Test
    void failsABackupAfterTheLastRetryWithinAMinute() {
        scenario.command(backup("b1", "prd"));
        Duration waited = Duration.ZERO;
        for (int attempt = 1; attempt < RetryPolicy.DEFAULT.attempts(); attempt++) {
            scenario.failed("b1", StepKind.DUMP_DATABASE, attempt, failure(FailureCode.CONNECTION_FAILED));
            waited = waited.plusSeconds(16);
            scenario.passes(Duration.ofSeconds(16), "b1");
        }
        scenario.failed(
                "b1", StepKind.DUMP_DATABASE, RetryPolicy.DEFAULT.attempts(), failure(FailureCode.CONNECTION_FAILED));

        assertThat(scenario.eventTypes()).contains("StepFailed");
        assertThat(waited).isLessThanOrEqualTo(Duration.ofMinutes(1).plusSeconds(4));
    }

    @Test
    void failsAtOnceWhenTryingAgainCannotHelp() {
        scenario.command(backup("b1", "prd"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.AUTHENTICATION_FAILED));
        assertThat(scenario.eventTypes()).containsExactly("StepFailed", "StepStarted");
        assertThat(scenario.started()).containsExactly("b1/CLEAN_UP/1");

        scenario.done("b1", StepKind.CLEAN_UP, 1);

        OperationFailed failed = scenario.event(OperationFailed.class);
        assertThat(failed.failure().code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failed.leftovers()).isEqualTo(Leftovers.CLEANED_UP);
        assertThat(failed.components())
                .extracting(ComponentOutcome::component, ComponentOutcome::outcome)
                .containsExactlyInAnyOrder(
                        tuple(Component.DATABASE, Outcome.FAILED),
                        tuple(Component.OBJECTS, Outcome.NOT_STARTED),
                        tuple(Component.MANIFEST, Outcome.NOT_STARTED));
    }

    @Test
    void stopsTheOtherStepsBeforeItCleansUp() {
        scenario.command(backup("b1", "prd"))
                .done("b1", StepKind.DUMP_DATABASE, 1)
                .failed("b1", StepKind.VALIDATE_DATABASE, 1, failure(FailureCode.VALIDATION_FAILED));
        assertThat(scenario.toldToStop()).containsExactly("COPY_OBJECTS/1");
        assertThat(scenario.started()).isEmpty();

        scenario.stopped("b1", StepKind.COPY_OBJECTS, 1);

        assertThat(scenario.started()).containsExactly("b1/CLEAN_UP/1");
    }

    @Test
    void doesNotWaitForEverForAStepThatDoesNotStop() {
        scenario.command(backup("b1", "prd")).command(cancel("1", "b1"));
        assertThat(scenario.toldToStop()).containsExactly("DUMP_DATABASE/1");
        scenario.passes(Duration.ofSeconds(29), "b1");
        assertThat(scenario.started()).isEmpty();

        scenario.passes(Duration.ofSeconds(1), "b1");

        assertThat(scenario.started()).containsExactly("b1/CLEAN_UP/1");
    }

    @Test
    void saysWhatIsLeftWhenCleaningUpFails() {
        scenario.command(backup("b1", "prd"))
                .command(cancel("1", "b1"))
                .stopped("b1", StepKind.DUMP_DATABASE, 1)
                .failed("b1", StepKind.CLEAN_UP, 1, failure(FailureCode.PERMISSION_DENIED));

        OperationCancelled cancelled = scenario.event(OperationCancelled.class);
        assertThat(cancelled.leftovers()).isEqualTo(Leftovers.LEFT_BEHIND);
        assertThat(cancelled.leftoversDetail()).isEqualTo("it broke mend it");
    }

    @Test
    void retriesTheCleanUpLikeAnyStep() {
        scenario.command(backup("b1", "prd"))
                .command(cancel("1", "b1"))
                .stopped("b1", StepKind.DUMP_DATABASE, 1)
                .failed("b1", StepKind.CLEAN_UP, 1, failure(FailureCode.THROTTLED))
                .passes(Duration.ofSeconds(2), "b1");

        assertThat(scenario.started()).containsExactly("b1/CLEAN_UP/2");
    }

    @Test
    void cancelsAQueuedBackupWithoutTouchingAnything() {
        scenario.command(backup("b1", "prd")).command(backup("b2", "prd")).command(cancel("1", "b2"));

        assertThat(scenario.eventTypes()).containsExactly("CancellationRequested", "OperationCancelled");
        assertThat(scenario.event(OperationCancelled.class).leftovers()).isEqualTo(Leftovers.NONE);
        assertThat(scenario.event(CancellationRequested.class).meta().actor()).isEqualTo(ALICE);
    }

    @Test
    void stopsWaitingForARetryWhenCancelled() {
        scenario.command(backup("b1", "prd"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.THROTTLED))
                .command(cancel("1", "b1"));

        assertThat(scenario.eventTypes()).containsExactly("CancellationRequested", "StepStopped", "StepStarted");
        assertThat(scenario.started()).containsExactly("b1/CLEAN_UP/1");
    }

    @Test
    void removesABackupThatFinishedWhileItWasBeingCancelled() {
        scenario.command(backup("b1", "prd"))
                .command(cancel("1", "b1"))
                .done("b1", StepKind.DUMP_DATABASE, 1)
                .done("b1", StepKind.CLEAN_UP, 1);

        assertThat(scenario.event(OperationCancelled.class).leftovers()).isEqualTo(Leftovers.CLEANED_UP);
    }

    @Test
    void countsAFailureWhileEndingAsTheEndOfThatStep() {
        scenario.command(backup("b1", "prd"))
                .command(cancel("1", "b1"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.THROTTLED));

        assertThat(scenario.eventTypes()).containsExactly("StepFailed", "StepStarted");
    }

    @Test
    void handsAStepOnWhenItsExecutorGoesDown() {
        scenario.command(backup("b1", "prd")).stopped("b1", StepKind.DUMP_DATABASE, 1);

        assertThat(scenario.started()).containsExactly("b1/DUMP_DATABASE/2");
    }

    @Test
    void replacesAnAttemptThatIsOverItsTimeLimit() {
        scenario.command(backup("b1", "prd")).passes(Duration.ofHours(24), "b1");

        assertThat(scenario.toldToStop()).containsExactly("DUMP_DATABASE/1");
        assertThat(scenario.event(StepRetryScheduled.class).failure().code()).isEqualTo(FailureCode.TIMED_OUT);
    }

    @Test
    void doesNotBelieveAnEmptyDump() {
        scenario.command(backup("b1", "prd"))
                .report(new StepReport.Succeeded(
                        OperationFixtures.attempt("b1", StepKind.DUMP_DATABASE, 1), StepResult.EMPTY));

        assertThat(scenario.event(StepFailed.class).failure().code()).isEqualTo(FailureCode.VALIDATION_FAILED);
    }

    @Test
    void doesNotBelieveAValidationWithoutChecksNorOneWithAFailedCheck() {
        Check failed = new Check("row-counts", Component.DATABASE, false, "3 of 4");
        for (List<Check> checks : List.of(List.<Check>of(), List.of(failed))) {
            Scenario one = new Scenario()
                    .command(backup("b1", "prd"))
                    .done("b1", StepKind.DUMP_DATABASE, 1)
                    .report(new StepReport.Succeeded(
                            OperationFixtures.attempt("b1", StepKind.VALIDATE_DATABASE, 1),
                            new StepResult(1, 1, Map.of(), List.<Artifact>of(), checks)));

            assertThat(one.event(StepFailed.class).failure().code()).isEqualTo(FailureCode.VALIDATION_FAILED);
        }
    }

    @Test
    void doesNotBelieveAManifestWithoutChecksum() {
        scenario.command(backup("b1", "prd"))
                .done("b1", StepKind.DUMP_DATABASE, 1)
                .done("b1", StepKind.VALIDATE_DATABASE, 1)
                .done("b1", StepKind.COPY_OBJECTS, 1)
                .done("b1", StepKind.VALIDATE_OBJECTS, 1)
                .report(new StepReport.Succeeded(
                        OperationFixtures.attempt("b1", StepKind.WRITE_MANIFEST, 1), StepResult.EMPTY));

        assertThat(scenario.eventTypes()).contains("StepFailed").doesNotContain("BackupCompleted");
    }

    @Test
    void ignoresTimeAndReportsOfOperationsThatHaveEnded() {
        scenario.completedBackup("b1", "prd");

        assertThat(scenario.passes(Duration.ofDays(2), "b1").last().events()).isEmpty();
        assertThat(scenario.done("b1", StepKind.WRITE_MANIFEST, 1).last().events())
                .isEmpty();
        assertThat(scenario.lost("b1", StepKind.WRITE_MANIFEST, 1, StartReason.REASSIGNED)
                        .last()
                        .events())
                .isEmpty();
    }
}
