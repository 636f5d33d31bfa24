package io.lc2.backup.domain.event;

import io.lc2.backup.domain.ProjectId;
import java.time.Instant;

/** Something that happened; never changed, never removed. */
public sealed interface BackupEvent permits OperationEvent, RecoveryPointEvent, PolicyEvent, CommandRejected {

    /** Identity: the same on every replay and every repetition. */
    String eventId();

    /** Whose; also the key of the record. */
    ProjectId project();

    /** When, by the clock of whoever wrote it. */
    Instant occurredAt();
}
