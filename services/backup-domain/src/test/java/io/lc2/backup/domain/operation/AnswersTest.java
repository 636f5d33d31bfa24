package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.meta;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static io.lc2.backup.domain.operation.OperationFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {

    private final Scenario scenario = new Scenario();

    @Test
    void rejectsACommandIdThatWasUsedForSomethingElse() {
        RequestBackup first = backup("b1", "prd");
        scenario.command(first).command(new RequestBackup(first.meta(), new OperationId("b2"), first.request()));

        assertRejected(RejectionCode.COMMAND_ID_REUSED);
    }

    @Test
    void answersARejectedCommandOnlyOnce() {
        scenario.command(cancel("1", "nothing"));
        assertRejected(RejectionCode.OPERATION_NOT_FOUND);

        assertThat(scenario.command(cancel("1", "nothing")).last().events()).isEmpty();
    }

    @Test
    void rejectsAnIdThatIsTaken() {
        RequestBackup first = backup("b1", "prd");
        scenario.command(first).command(new RequestBackup(meta("other"), first.backupId(), first.request()));

        assertRejected(RejectionCode.OPERATION_ID_TAKEN);
    }

    @Test
    void rejectsARequestThatBreaksTheRulesAndNamesTheField() {
        scenario.command(new RequestBackup(meta("x"), new OperationId("b1"), OperationFixtures.request("No Label")));

        assertRejected(RejectionCode.INVALID_REQUEST);
        assertThat(scenario.rejection().message()).contains("environment");
    }

    @Test
    void restoresABackupAndTellsTheEndpoints() {
        scenario.completedBackup("b1", "prd")
                .command(restore("r1", "b1", "uat"))
                .done("r1", StepKind.CHECK_BACKUP, 1)
                .done("r1", StepKind.RESTORE_DATABASE, 1)
                .done("r1", StepKind.RESTORE_OBJECTS, 1)
                .done("r1", StepKind.VALIDATE_RESTORE, 1);

        RestoreCompleted completed = scenario.event(RestoreCompleted.class);
        assertThat(completed.endpoints())
                .extracting(Endpoint::name)
                .containsExactly("main/lportal_r1", "s3://library-r1");
        assertThat(completed.nextSteps()).anyMatch(step -> step.contains("Reindex"));
    }

    @Test
    void rejectsTheRestoreOfAnUnknownBackup() {
        scenario.command(restore("r1", "b1", "uat"));

        assertRejected(RejectionCode.BACKUP_NOT_FOUND);
    }

    @Test
    void rejectsTheRestoreOfABackupThatFailed() {
        scenario.command(backup("b1", "prd"))
                .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.DATABASE_NOT_FOUND))
                .done("b1", StepKind.CLEAN_UP, 1)
                .command(restore("r1", "b1", "uat"));

        assertRejected(RejectionCode.BACKUP_NOT_FOUND);
    }

    @Test
    void rejectsARestoreIntoTheSameEnvironment() {
        scenario.completedBackup("b1", "prd").command(restore("r1", "b1", "prd"));

        assertRejected(RejectionCode.NOT_SUPPORTED);
        assertThat(scenario.rejection().nextStep()).contains("targetEnvironment other than prd");
    }

    @Test
    void verifiesABackup() {
        scenario.completedBackup("b1", "prd").command(verify("v1", "b1")).done("v1", StepKind.VERIFY_BACKUP, 1);

        assertThat(scenario.event(BackupVerified.class).verification()).isEqualTo(Verification.CHECKSUM);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void takesTheProofFromABackupOnlyWhenTheBackupItselfIsAtFault(FailureCode code) {
        scenario.completedBackup("b1", "prd").command(verify("v1", "b1"));
        for (int attempt = 1; attempt <= RetryPolicy.DEFAULT.attempts(); attempt++) {
            scenario.failed("v1", StepKind.VERIFY_BACKUP, attempt, failure(code))
                    .passes(Duration.ofMinutes(1), "v1");
        }

        boolean disproved = code == FailureCode.VALIDATION_FAILED
                || code == FailureCode.MANIFEST_INVALID
                || code == FailureCode.OBJECT_NOT_FOUND;
        assertThat(point("b1").verification()).isEqualTo(disproved ? Verification.NONE : Verification.CHECKSUM);
    }

    @Test
    void rejectsTheCancellationOfWhatHasEndedOrIsEnding() {
        scenario.completedBackup("b1", "prd").command(cancel("1", "b1"));
        assertRejected(RejectionCode.OPERATION_ENDED);

        scenario.command(backup("b2", "prd")).command(cancel("2", "b2")).command(cancel("3", "b2"));
        assertRejected(RejectionCode.OPERATION_ENDED);
    }

    @Test
    void namesTheCommandAndItsSubjectInARejection() {
        BackupCommand command = cancel("1", "nothing");
        CommandRejected rejected = scenario.command(command).rejection();

        assertThat(rejected.commandType()).isEqualTo("CancelOperation");
        assertThat(rejected.subject()).isEqualTo("nothing");
        assertThat(rejected.eventId()).isEqualTo(command.meta().commandId() + "-rejected");
        assertThat(rejected.project()).isEqualTo(OperationFixtures.PROJECT);
    }

    private RecoveryPoint point(String id) {
        return scenario.state().points().get(new OperationId(id));
    }

    private void assertRejected(RejectionCode code) {
        assertThat(scenario.rejection().code()).isEqualTo(code);
        assertThat(scenario.rejection().nextStep()).isNotBlank();
    }
}
