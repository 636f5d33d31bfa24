package io.lc2.backup.messaging.topics;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.messaging.codec.Signal;
import java.time.Instant;

/** The one place that says what is on the outside of each kind of record. */
final class Envelopes {

    /** The namespace of the contracts. */
    private static final String NAMESPACE = "io.lc2.backup.avro.";

    private Envelopes() {}

    static Envelope of(BackupCommand command) {
        CommandMeta meta = command.meta();
        return new Envelope(
                meta.project().value(),
                meta.project(),
                meta.commandId().toString(),
                NAMESPACE + command.getClass().getSimpleName(),
                subject(command),
                meta.issuedAt(),
                command instanceof PolicyCommand ? Envelope.SCHEDULER : Envelope.nameOf(meta.provider()));
    }

    static Envelope of(BackupEvent event) {
        return switch (event) {
            case OperationEvent e ->
                of(e, e.meta().operationId().value(), Envelope.nameOf(e.meta().provider()));
            case RecoveryPointEvent e ->
                of(e, e.backupId().value(), Envelope.nameOf(e.meta().provider()));
            case PolicyEvent e -> of(e, e.meta().policyId().value(), Envelope.SCHEDULER);
            case CommandRejected e -> of(e, e.subject(), audience(e));
        };
    }

    /** A topic of signals belongs to one provider already, so all its records are for the executor that reads it. */
    static Envelope of(Signal signal, Provider provider) {
        StepAttempt attempt = signal.attempt();
        String id = attempt.operationId() + "/" + attempt.step() + "/" + attempt.number() + "/";
        return new Envelope(
                attempt.project().value(),
                attempt.project(),
                switch (signal) {
                    case Signal.OrderSignal s -> id + s.order();
                    case Signal.ReportSignal s -> id + what(s.report(), s.at());
                },
                NAMESPACE
                        + switch (signal) {
                            case Signal.OrderSignal s -> "WorkOrder";
                            case Signal.ReportSignal s -> "StepReport";
                        },
                attempt.operationId().value(),
                signal.at(),
                Envelope.nameOf(provider));
    }

    static Envelope of(CatalogEntry entry) {
        return switch (entry) {
            case CatalogEntry.Pending e -> {
                CommandMeta meta = e.command().meta();
                yield of(e, meta.commandId().toString(), meta.issuedAt(), meta.provider());
            }
            case CatalogEntry.Refused e ->
                of(
                        e,
                        e.rejection().eventId(),
                        e.rejection().occurredAt(),
                        e.rejection().command().provider());
            case CatalogEntry.Known e -> {
                EventMeta first = e.state().operation().first();
                String id = first.operationId() + "-" + e.state().operation().version();
                yield of(e, id, e.state().operation().updatedAt(), first.provider());
            }
        };
    }

    /** Key of the entry of an operation: its project decides the partition, see {@link ProjectPartitioner}. */
    static String catalogKey(ProjectId project, OperationId operation) {
        return project.value() + ProjectPartitioner.SEPARATOR + operation.value();
    }

    private static String subject(BackupCommand command) {
        return switch (command) {
            case BackupCommand.Opening c -> c.operationId().value();
            case BackupCommand.CancelOperation c -> c.operationId().value();
            case BackupCommand.UndeleteBackup c -> c.backupId().value();
            case BackupCommand.HoldBackup c -> c.backupId().value();
            case BackupCommand.ReleaseBackup c -> c.backupId().value();
            case PolicyCommand c -> c.policyId().value();
        };
    }

    private static String audience(CommandRejected event) {
        return PolicyCommand.isNamed(event.commandType())
                ? Envelope.SCHEDULER
                : Envelope.nameOf(event.command().provider());
    }

    /** Heartbeats of one attempt differ by their time only. */
    private static String what(StepReport report, Instant at) {
        return switch (report) {
            case StepReport.Progressed r -> "PROGRESSED/" + at.toEpochMilli();
            case StepReport.Succeeded r -> "SUCCEEDED";
            case StepReport.Failed r -> "FAILED";
            case StepReport.Stopped r -> "STOPPED";
        };
    }

    private static Envelope of(BackupEvent event, String subject, String audience) {
        return new Envelope(
                event.project().value(),
                event.project(),
                event.eventId(),
                NAMESPACE + event.getClass().getSimpleName(),
                subject,
                event.occurredAt(),
                audience);
    }

    private static Envelope of(CatalogEntry entry, String id, Instant time, Provider provider) {
        return new Envelope(
                catalogKey(entry.project(), entry.operationId()),
                entry.project(),
                id,
                NAMESPACE + "CatalogEntry",
                entry.operationId().value(),
                time,
                Envelope.nameOf(provider));
    }
}
