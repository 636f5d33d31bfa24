package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.ALICE;
import static io.lc2.backup.domain.policy.PolicyFixtures.PROJECT;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.made;
import static io.lc2.backup.domain.policy.PolicyFixtures.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackedBackupTest {

    private static final Actor NIGHTLY = Policy.actor(new PolicyId("nightly"));
    private static final OperationId ID = new OperationId("b-1");
    private static final Plan PURGE =
            Plan.of(List.of(new PlannedStep(StepKind.PURGE_BACKUP, Set.of(), Duration.ofHours(1))));

    @Test
    void isOfTheTimeItWasBegunAt() {
        TrackedBackup backup = after(started(NIGHTLY, T0), completed(NIGHTLY, at(1, 10)));

        assertThat(backup).isEqualTo(new TrackedBackup(T0, false, point("b-1", at(1, 10))));
        assertThat(backup.retentionPoint().orElseThrow().at()).isEqualTo(T0);
    }

    @Test
    void isOfThePolicyOrOfThePersonWhoAskedForIt() {
        assertThat(after(started(NIGHTLY, T0)).manual()).isFalse();
        assertThat(after(started(ALICE, T0)).manual()).isTrue();
    }

    @Test
    void standsAloneWhenItsBeginWasNotSeen() {
        assertThat(after(completed(NIGHTLY, T0))).isEqualTo(new TrackedBackup(T0, false, point("b-1", T0)));
    }

    @Test
    void isNothingToKeepWhileItIsAtWork() {
        assertThat(after(started(NIGHTLY, T0)).retentionPoint()).isEmpty();
    }

    @Test
    void isForgottenWhenItMakesNothingAndWhenItsDataIsGone() {
        assertThat(after(started(NIGHTLY, T0), cancelled(NIGHTLY))).isNull();
        assertThat(after(completed(NIGHTLY, T0), deleted(), purged())).isNull();
        assertThat(after(purged())).isNull();
    }

    @Test
    void isNothingToKeepOnceItIsDeletedAndManualWhenThatIsTakenBack() {
        TrackedBackup gone = after(completed(NIGHTLY, T0), deleted());
        TrackedBackup back = after(completed(NIGHTLY, T0), deleted(), undeleted());

        assertThat(gone.retentionPoint()).isEmpty();
        assertThat(back.retentionPoint().orElseThrow().manual()).isTrue();
    }

    @Test
    void knowsItsHoldAndItsProof() {
        TrackedBackup backup = after(completed(NIGHTLY, T0), held(), verified(Verification.RESTORED));

        assertThat(backup.retentionPoint().orElseThrow().held()).isTrue();
        assertThat(backup.point().verification()).isEqualTo(Verification.RESTORED);
    }

    @Test
    void knowsWhatADrillHasProven() {
        RestoreCompleted drilled = new RestoreCompleted(
                meta(OperationKind.RESTORE, NIGHTLY, T0),
                List.of(),
                List.of(),
                List.of(),
                new DrillResult(ID, Duration.ofSeconds(1), null));
        RestoreCompleted restored = new RestoreCompleted(drilled.meta(), List.of(), List.of(), List.of());

        assertThat(after(completed(NIGHTLY, T0), drilled).point().verification())
                .isEqualTo(Verification.RESTORED);
        assertThat(TrackedBackup.concerned(drilled)).contains(ID);
        assertThat(TrackedBackup.concerned(restored)).isEmpty();
    }

    @Test
    void changesNothingWhenAnEventComesAgain() {
        TrackedBackup once = after(started(NIGHTLY, T0), completed(NIGHTLY, T0));

        assertThat(after(
                        started(NIGHTLY, T0),
                        completed(NIGHTLY, T0),
                        started(NIGHTLY, at(5, 0)),
                        completed(NIGHTLY, T0)))
                .isEqualTo(once);
    }

    @Test
    void isNoneOfTheBusinessOfStepsAndOtherOperations() {
        assertThat(TrackedBackup.concerned(
                        new StepStopped(meta(OperationKind.BACKUP, ALICE, T0), StepKind.DUMP_DATABASE, 1)))
                .isEmpty();
        assertThat(TrackedBackup.concerned(new OperationStarted(meta(OperationKind.RESTORE, ALICE, T0))))
                .isEmpty();
        assertThat(TrackedBackup.concerned(deleted())).contains(ID);
        assertThat(TrackedBackup.concerned(verified(Verification.CHECKSUM))).contains(ID);
        assertThat(TrackedBackup.concerned(held())).contains(ID);
    }

    private static @Nullable TrackedBackup after(BackupEvent... events) {
        TrackedBackup backup = null;
        for (BackupEvent event : events) {
            backup = TrackedBackup.evolve(backup, event);
        }
        return backup;
    }

    private static BackupEvent started(Actor by, Instant at) {
        return new OperationStarted(meta(OperationKind.BACKUP, by, at));
    }

    private static BackupEvent completed(Actor by, Instant at) {
        return new BackupCompleted(meta(OperationKind.BACKUP, by, at), point("b-1", at), List.of());
    }

    private static BackupEvent cancelled(Actor by) {
        return new OperationCancelled(meta(OperationKind.BACKUP, by, T0), List.of(), Leftovers.NONE, "");
    }

    private static BackupEvent deleted() {
        return new BackupSoftDeleted(
                meta(OperationKind.PURGE, ALICE, T0), made("b-1", T0).point().source(), "", PURGE, T0, false);
    }

    private static BackupEvent undeleted() {
        return new BackupUndeleted(meta(OperationKind.PURGE, ALICE, T0), ID);
    }

    private static BackupEvent purged() {
        return new BackupPurged(meta(OperationKind.PURGE, ALICE, T0), ID, 1, 1);
    }

    private static BackupEvent verified(Verification proof) {
        return new BackupVerified(meta(OperationKind.VERIFICATION, ALICE, T0), ID, proof, List.of());
    }

    private static BackupEvent held() {
        return new BackupHeld(
                new RecoveryPointMeta(
                        ID, PROJECT, "prd", Application.LIFERAY, Provider.LOCAL, T0, command(), ALICE, "trace"),
                "");
    }

    private static EventMeta meta(OperationKind kind, Actor by, Instant at) {
        OperationId id = kind == OperationKind.BACKUP ? ID : new OperationId("o-1");
        return new EventMeta(
                id, kind, PROJECT, "prd", Application.LIFERAY, Provider.LOCAL, 2, at, command(), by, "trace");
    }

    private static CommandId command() {
        return new CommandId(new UUID(1, 2));
    }
}
