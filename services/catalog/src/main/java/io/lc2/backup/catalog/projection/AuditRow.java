package io.lc2.backup.catalog.projection;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.catalog.EventText;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail tells of one record of backup-events.
 *
 * @param eventId null when the record cannot be read
 * @param eventType simple name of the event
 * @param operationId the operation or policy, or what a refused command named; null when the record cannot be read
 * @param sequence within the operation; null for a refusal
 * @param step the step; null when it is not about one
 * @param attempt the attempt of the step; null when it is not about one
 * @param actor who asked
 * @param clientAddress where the request came from
 * @param commandId the command that caused it
 * @param correlationId ties a chain of calls together
 * @param occurredAt when
 * @param detail a sentence for people
 */
record AuditRow(
        @Nullable String eventId,
        String eventType,
        @Nullable String operationId,
        @Nullable Long sequence,
        @Nullable String step,
        @Nullable Integer attempt,
        @Nullable String actor,
        @Nullable String clientAddress,
        @Nullable String commandId,
        @Nullable String correlationId,
        @Nullable Instant occurredAt,
        String detail) {

    private record StepOf(StepKind kind, int attempt) {}

    static AuditRow of(BackupEvent event) {
        return switch (event) {
            case CommandRejected e -> ofRejection(e);
            case RecoveryPointEvent e -> ofRecoveryPoint(e);
            case OperationEvent e -> ofOperation(e);
            case PolicyEvent e -> ofPolicy(e);
        };
    }

    /** A record nobody can read is part of the trail, too: its bytes count for the chain. */
    static AuditRow unreadable(String why) {
        return new AuditRow(null, "Unreadable", null, null, null, null, null, null, null, null, null, why);
    }

    private static AuditRow ofRejection(CommandRejected event) {
        CommandMeta command = event.command();
        return new AuditRow(
                event.eventId(),
                event.getClass().getSimpleName(),
                event.subject(),
                null,
                null,
                null,
                command.actor().id(),
                command.actor().clientAddress(),
                command.commandId().toString(),
                command.correlationId(),
                event.occurredAt(),
                EventText.of(event));
    }

    private static AuditRow ofPolicy(PolicyEvent event) {
        PolicyMeta meta = event.meta();
        CommandId command = meta.commandId();
        return new AuditRow(
                event.eventId(),
                event.getClass().getSimpleName(),
                meta.policyId().value(),
                meta.sequence(),
                null,
                null,
                meta.actor().id(),
                meta.actor().clientAddress(),
                command == null ? null : command.toString(),
                meta.correlationId(),
                meta.occurredAt(),
                EventText.of(event));
    }

    private static AuditRow ofRecoveryPoint(RecoveryPointEvent event) {
        RecoveryPointMeta meta = event.meta();
        return new AuditRow(
                event.eventId(),
                event.getClass().getSimpleName(),
                meta.backupId().value(),
                null,
                null,
                null,
                meta.actor().id(),
                meta.actor().clientAddress(),
                meta.commandId().toString(),
                meta.correlationId(),
                meta.occurredAt(),
                EventText.of(event));
    }

    private static AuditRow ofOperation(OperationEvent event) {
        EventMeta meta = event.meta();
        StepOf step = step(event);
        return new AuditRow(
                event.eventId(),
                event.getClass().getSimpleName(),
                meta.operationId().value(),
                meta.sequence(),
                step == null ? null : Words.kebab(step.kind()),
                step == null ? null : step.attempt(),
                meta.actor().id(),
                meta.actor().clientAddress(),
                meta.commandId().toString(),
                meta.correlationId(),
                meta.occurredAt(),
                EventText.of(event));
    }

    private static @Nullable StepOf step(OperationEvent event) {
        return switch (event) {
            case StepStarted e -> new StepOf(e.step(), e.attempt());
            case StepProgressed e -> new StepOf(e.step(), e.attempt());
            case StepSucceeded e -> new StepOf(e.step(), e.attempt());
            case StepRetryScheduled e -> new StepOf(e.step(), e.attempt());
            case StepFailed e -> new StepOf(e.step(), e.attempt());
            case StepStopped e -> new StepOf(e.step(), e.attempt());
            case OperationEvent.Accepted e -> null;
            case OperationEvent.OperationQueued e -> null;
            case OperationEvent.OperationStarted e -> null;
            case OperationEvent.CancellationRequested e -> null;
            case OperationEvent.Ended e -> null;
        };
    }
}
