package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.forcedDelete;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static io.lc2.backup.domain.operation.OperationFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {

    @Test
    void followsABackupThroughItsSteps() {
        assertThat(statuses(new Scenario().completedBackup("b1", "prd"), "b1"))
                .containsExactly("Queued", "ExportInProgress", "TransferInProgress", "GeneratingMetadata", "Completed");
    }

    @Test
    void followsARestoreThroughItsSteps() {
        Scenario scenario = new Scenario()
                .completedBackup("b1", "prd")
                .command(restore("r1", "b1", "uat"))
                .done("r1", StepKind.CHECK_BACKUP, 1)
                .done("r1", StepKind.RESTORE_DATABASE, 1)
                .done("r1", StepKind.RESTORE_OBJECTS, 1)
                .done("r1", StepKind.VALIDATE_RESTORE, 1);

        assertThat(statuses(scenario, "r1"))
                .containsExactly(
                        "Queued", "ValidatingBackup", "RestoringDump", "RestoringStorage", "Validating", "Completed");
    }

    @Test
    void showsACancellationUntilItIsOver() {
        Scenario scenario = new Scenario()
                .command(backup("b1", "prd"))
                .command(cancel("1", "b1"))
                .stopped("b1", StepKind.DUMP_DATABASE, 1)
                .done("b1", StepKind.CLEAN_UP, 1);

        assertThat(statuses(scenario, "b1")).containsExactly("Queued", "ExportInProgress", "Cancelling", "Cancelled");
    }

    @Test
    void showsTheStepThatFailedWhileItIsCleanedUp() {
        Scenario scenario = new Scenario()
                .command(backup("b1", "prd"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.DATABASE_NOT_FOUND))
                .done("b1", StepKind.CLEAN_UP, 1);

        assertThat(statuses(scenario, "b1")).containsExactly("Queued", "ExportInProgress", "Failed");
    }

    @Test
    void namesVerificationsAndPurges() {
        Scenario scenario = new Scenario()
                .completedBackup("b1", "prd")
                .command(verify("v1", "b1"))
                .done("v1", StepKind.VERIFY_BACKUP, 1)
                .command(forcedDelete("d1", "b1"))
                .passes(OperationFixtures.GRACE, "d1")
                .done("d1", StepKind.PURGE_BACKUP, 1);

        assertThat(statuses(scenario, "v1")).containsExactly("Queued", "Validating", "Completed");
        assertThat(statuses(scenario, "d1")).containsExactly("AwaitingRemoval", "Purging", "Completed");
    }

    private static List<String> statuses(Scenario scenario, String id) {
        List<String> statuses = new ArrayList<>();
        OperationState state = null;
        for (BackupEvent event : scenario.log()) {
            if (event instanceof OperationEvent happened
                    && happened.meta().operationId().equals(new OperationId(id))) {
                state = Evolution.evolve(state, happened);
                String name = Status.of(state).wireName();
                if (statuses.isEmpty() || !statuses.getLast().equals(name)) {
                    statuses.add(name);
                }
            }
        }
        return statuses;
    }
}
