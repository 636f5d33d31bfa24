package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.time.Instant;

/**
 * What every event of an operation says about itself.
 *
 * @param operationId the operation it belongs to
 * @param kind what that operation does
 * @param project whose; also the key of the record
 * @param environment the environment the operation works on; for a restore, the target
 * @param application kind of application
 * @param provider whose executor wrote the event
 * @param sequence 1 for the first event of the operation, then without gaps
 * @param occurredAt when, by the clock of the executor
 * @param commandId the command that caused it
 * @param actor who asked for that command
 * @param correlationId ties a chain of calls together
 */
public record EventMeta(
        OperationId operationId,
        OperationKind kind,
        ProjectId project,
        String environment,
        Application application,
        Provider provider,
        long sequence,
        Instant occurredAt,
        CommandId commandId,
        Actor actor,
        String correlationId) {

    /** Identity of the event: the same on every replay and every repetition. */
    public String eventId() {
        return operationId + "-" + sequence;
    }
}
