package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static io.lc2.backup.domain.operation.OperationFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.operation.OperationState.Queued;
import io.lc2.backup.domain.plan.StepKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueTest {

    private final Scenario scenario = new Scenario();

    @Test
    void runsTwoBackupsOfAProjectAndQueuesTheThird() {
        scenario.command(backup("b1", "dev")).command(backup("b2", "uat")).command(backup("b3", "prd"));

        assertThat(scenario.eventTypes()).containsExactly("BackupRequested", "OperationQueued");
        assertThat(scenario.state().inOrder().get(2)).isInstanceOf(Queued.class);
    }

    @Test
    void startsTheNextInOrderWhenOneEnds() {
        scenario.command(backup("b1", "dev"))
                .command(backup("b2", "uat"))
                .command(backup("b3", "prd"))
                .command(backup("b4", "int"))
                .completedBackup("b1", "dev");

        assertThat(scenario.started()).containsExactly("b3/DUMP_DATABASE/1");
    }

    @Test
    void neverRunsTwoWritersOnOneEnvironment() {
        scenario.command(backup("b1", "prd")).command(backup("b2", "prd"));

        assertThat(scenario.started()).isEmpty();
        assertThat(scenario.completedBackup("b1", "prd").started()).containsExactly("b2/DUMP_DATABASE/1");
    }

    @Test
    void doesNotLetABlockedEnvironmentHoldBackAnother() {
        scenario.command(backup("b1", "prd")).command(backup("b2", "prd")).command(backup("b3", "dev"));

        assertThat(scenario.started()).containsExactly("b3/DUMP_DATABASE/1");
    }

    @Test
    void keepsTheOrderOfOneEnvironment() {
        scenario.completedBackup("b1", "prd")
                .command(backup("b2", "uat"))
                .command(restore("r1", "b1", "uat"))
                .command(backup("b3", "uat"));
        scenario.done("b2", StepKind.DUMP_DATABASE, 1)
                .done("b2", StepKind.VALIDATE_DATABASE, 1)
                .done("b2", StepKind.COPY_OBJECTS, 1)
                .done("b2", StepKind.VALIDATE_OBJECTS, 1)
                .done("b2", StepKind.WRITE_MANIFEST, 1);

        assertThat(scenario.started()).containsExactly("r1/CHECK_BACKUP/1");
    }

    @Test
    void letsVerificationsRunBesideWriters() {
        scenario.completedBackup("b1", "prd").command(backup("b2", "prd")).command(verify("v1", "b1"));

        assertThat(scenario.started()).containsExactly("v1/VERIFY_BACKUP/1");
    }

    @Test
    void waitsForASlotOfTheExecutor() {
        scenario.slots(new FreeSlots(0, 5, 5)).command(backup("b1", "prd"));
        assertThat(scenario.started()).isEmpty();

        scenario.slots(new FreeSlots(1, 0, 0)).queueChecked();

        assertThat(scenario.started()).containsExactly("b1/DUMP_DATABASE/1");
    }

    @Test
    void countsTheSlotsItHandsOutInOneDecision() {
        Scenario narrow = new Scenario()
                .slots(new FreeSlots(0, 0, 0))
                .command(backup("b1", "dev"))
                .command(backup("b2", "uat"))
                .slots(new FreeSlots(1, 0, 0))
                .queueChecked();

        assertThat(narrow.started()).containsExactly("b1/DUMP_DATABASE/1");
    }

    @Test
    void refusesMoreThanTheQueueHolds() {
        Scenario small = new Scenario(new Limits(1, 10, 5, 5, 2))
                .command(backup("b1", "dev"))
                .command(backup("b2", "dev"))
                .command(backup("b3", "dev"))
                .command(backup("b4", "dev"));

        assertThat(small.rejection().code()).isEqualTo(RejectionCode.QUEUE_FULL);
    }

    @Test
    void saysWhatEachOperationWaitsForOnce() {
        Scenario narrow = new Scenario(new Limits(1, 4, 5, 5, 100))
                .command(backup("b1", "prd"))
                .command(backup("b2", "prd"))
                .command(backup("b3", "dev"));

        assertThat(waiting(narrow, "b2")).isEqualTo(new Waiting(QueueReason.ENVIRONMENT_BUSY, 0));
        assertThat(waiting(narrow, "b3")).isEqualTo(new Waiting(QueueReason.PROJECT_LIMIT, 1));
        assertThat(narrow.queueChecked().last().events()).isEmpty();

        narrow.slots(new FreeSlots(0, 0, 0)).completedBackup("b1", "prd");

        assertThat(waiting(narrow, "b2")).isEqualTo(new Waiting(QueueReason.EXECUTOR_LIMIT, 4));
    }

    @Test
    void saysNothingOfSlotsThatAreStillBeingCounted() {
        Scenario recovering = new Scenario().slots(FreeSlots.UNKNOWN).command(backup("b1", "prd"));

        assertThat(waiting(recovering, "b1")).isNull();
        assertThat(recovering.started()).isEmpty();
    }

    private static @Nullable Waiting waiting(Scenario scenario, String id) {
        return ((OperationState.Queued) scenario.state().open().get(new OperationId(id))).waiting();
    }
}
