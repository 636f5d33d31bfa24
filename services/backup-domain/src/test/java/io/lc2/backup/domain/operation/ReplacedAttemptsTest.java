package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A worker that was replaced may not know it yet; nobody counts what it says, but it can still write and remove. */
class ReplacedAttemptsTest {

    private final Scenario scenario = new Scenario();

    @Test
    void removesNothingWhileALostWorkerMayStillWrite() {
        scenario.command(backup("b1", "prd")).command(cancel("1", "b1"));

        scenario.lost("b1", StepKind.DUMP_DATABASE, 1, StartReason.REASSIGNED);

        assertThat(scenario.last().events()).isEmpty();
        assertThat(scenario.passes(Duration.ofSeconds(29), "b1").started()).isEmpty();
        assertThat(scenario.passes(Duration.ofSeconds(1), "b1").started()).containsExactly("b1/CLEAN_UP/1");
    }

    @Test
    void removesNothingWhileAReplacedAttemptMayStillWrite() {
        scenario.command(backup("b1", "prd")).lost("b1", StepKind.DUMP_DATABASE, 1, StartReason.REASSIGNED);

        scenario.failed("b1", StepKind.DUMP_DATABASE, 2, failure(FailureCode.PERMISSION_DENIED));

        assertThat(scenario.started()).isEmpty();
        assertThat(scenario.passes(Duration.ofSeconds(29), "b1").started()).isEmpty();
        assertThat(scenario.passes(Duration.ofSeconds(1), "b1").started()).containsExactly("b1/CLEAN_UP/1");
    }

    @Test
    void replacesARestoredDatabaseOnlyWhenALostWorkerHasHadTimeToNotice() {
        scenario.completedBackup("b1", "prd")
                .command(restore("r1", "b1", "uat"))
                .done("r1", StepKind.CHECK_BACKUP, 1);

        scenario.lost("r1", StepKind.RESTORE_DATABASE, 1, StartReason.REASSIGNED);

        assertThat(scenario.started()).isEmpty();
        assertThat(scenario.toldToStop()).containsExactly("RESTORE_DATABASE/1");
        assertThat(scenario.passes(Duration.ofSeconds(29), "r1").started()).isEmpty();
        assertThat(scenario.passes(Duration.ofSeconds(1), "r1").started()).containsExactly("r1/RESTORE_DATABASE/2");
    }

    @Test
    void givesUpADatabaseWhoseRestoreLosesOneWorkerAfterTheOther() {
        scenario.completedBackup("b1", "prd")
                .command(restore("r1", "b1", "uat"))
                .done("r1", StepKind.CHECK_BACKUP, 1);

        for (int attempt = 1; attempt <= RetryPolicy.DEFAULT.attempts(); attempt++) {
            scenario.passes(Duration.ofSeconds(30), "r1");
            scenario.lost("r1", StepKind.RESTORE_DATABASE, attempt, StartReason.HEARTBEAT_LOST);
        }

        assertThat(scenario.event(StepFailed.class).failure().code()).isEqualTo(FailureCode.EXECUTOR_LOST);
    }
}
