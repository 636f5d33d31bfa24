package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.time.Instant;

/**
 * What every event of a recovery point says about itself.
 *
 * @param backupId the backup
 * @param project whose; also the key of the record
 * @param environment where the backup was taken
 * @param application kind of application
 * @param provider whose executor wrote the event
 * @param occurredAt when, by the clock of the executor
 * @param commandId the command that caused it
 * @param actor who asked for that command
 * @param correlationId ties a chain of calls together
 */
public record RecoveryPointMeta(
        OperationId backupId,
        ProjectId project,
        String environment,
        Application application,
        Provider provider,
        Instant occurredAt,
        CommandId commandId,
        Actor actor,
        String correlationId) {}
