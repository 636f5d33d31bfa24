package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;

/** The states people see (R-9 for backups and the rest, R-36 for restores), derived and never stored. */
public enum Status {
    /** Asked for; no executor has picked it up. */
    PENDING("Pending"),
    /** Accepted; waits for its turn. */
    QUEUED("Queued"),
    /** Waits for the approval of another person. */
    AWAITING_APPROVAL("AwaitingApproval"),
    /** A managed snapshot is being taken. */
    SNAPSHOT_IN_PROGRESS("SnapshotInProgress"),
    /** The database is being dumped. */
    EXPORT_IN_PROGRESS("ExportInProgress"),
    /** The document library is being copied. */
    TRANSFER_IN_PROGRESS("TransferInProgress"),
    /** What was written is read back and described. */
    GENERATING_METADATA("GeneratingMetadata"),
    /** The backup is checked before anything is made. */
    VALIDATING_BACKUP("ValidatingBackup"),
    /** A managed snapshot is being restored. */
    RESTORING_SNAPSHOT("RestoringSnapshot"),
    /** A dump is being restored. */
    RESTORING_DUMP("RestoringDump"),
    /** The document library is being restored. */
    RESTORING_STORAGE("RestoringStorage"),
    /** Personal data is being removed. */
    SANITIZING("Sanitizing"),
    /** What was restored is compared with the backup. */
    VALIDATING("Validating"),
    /** Deleted; the data is removed when the time of grace is over and nothing speaks against it. */
    AWAITING_REMOVAL("AwaitingRemoval"),
    /** Data is being removed. */
    PURGING("Purging"),
    /** Ended as asked. */
    COMPLETED("Completed"),
    /** Ended with a failure. */
    FAILED("Failed"),
    /** Is being stopped on request. */
    CANCELLING("Cancelling"),
    /** Ended on request. */
    CANCELLED("Cancelled");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    /** The name in APIs, for example {@code ExportInProgress}. */
    public String wireName() {
        return wireName;
    }

    /** The state people see of an operation. */
    public static Status of(OperationState state) {
        return switch (state) {
            case OperationState.Queued s ->
                s.operation().subject() instanceof Subject.Purge ? AWAITING_REMOVAL : QUEUED;
            case OperationState.Running s -> ofSteps(s.operation());
            case OperationState.Ending s -> s.failure() == null ? CANCELLING : ofSteps(s.operation());
            case OperationState.Completed s -> COMPLETED;
            case OperationState.Failed s -> FAILED;
            case OperationState.Cancelled s -> CANCELLED;
        };
    }

    /** The first step of the plan that is at work decides; between two steps, the last one that was; before any, the first. */
    private static Status ofSteps(Operation operation) {
        StepKind shown = operation.plan().steps().getFirst().kind();
        for (PlannedStep planned : operation.plan().steps()) {
            StepState step = operation.step(planned.kind());
            if (step.attempt() > 0) {
                shown = planned.kind();
            }
            if (step instanceof StepState.Running || step instanceof StepState.BackingOff) {
                break;
            }
        }
        return ofStep(shown, operation.first().kind());
    }

    private static Status ofStep(StepKind step, OperationKind kind) {
        return switch (step) {
            case DUMP_DATABASE -> EXPORT_IN_PROGRESS;
            case COPY_OBJECTS -> TRANSFER_IN_PROGRESS;
            case VALIDATE_DATABASE, VALIDATE_OBJECTS, WRITE_MANIFEST -> GENERATING_METADATA;
            case CHECK_BACKUP -> VALIDATING_BACKUP;
            case RESTORE_DATABASE -> RESTORING_DUMP;
            case RESTORE_OBJECTS -> RESTORING_STORAGE;
            case VALIDATE_RESTORE, VERIFY_BACKUP -> VALIDATING;
            case PURGE_BACKUP -> PURGING;
            case CLEAN_UP -> kind == OperationKind.RESTORE ? VALIDATING : GENERATING_METADATA;
        };
    }
}
