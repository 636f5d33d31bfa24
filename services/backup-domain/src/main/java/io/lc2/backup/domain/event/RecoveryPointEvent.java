package io.lc2.backup.domain.event;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import java.time.Instant;

/** Something that happened to a recovery point at once, without an operation. */
public sealed interface RecoveryPointEvent extends BackupEvent {

    /** Which backup, when, why. */
    RecoveryPointMeta meta();

    /** Why, for the audit trail. */
    String reason();

    /** The backup. */
    default OperationId backupId() {
        return meta().backupId();
    }

    @Override
    default String eventId() {
        return meta().backupId() + "-" + meta().commandId();
    }

    @Override
    default ProjectId project() {
        return meta().project();
    }

    @Override
    default Instant occurredAt() {
        return meta().occurredAt();
    }

    /** A legal hold was placed: nothing of the backup is removed until it is released. */
    record BackupHeld(RecoveryPointMeta meta, String reason) implements RecoveryPointEvent {}

    /** The legal hold was released. */
    record BackupReleased(RecoveryPointMeta meta, String reason) implements RecoveryPointEvent {}
}
