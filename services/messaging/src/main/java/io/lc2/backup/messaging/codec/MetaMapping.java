package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.RecoveryPointMeta;

/** What commands and events say about themselves. */
final class MetaMapping {

    private MetaMapping() {}

    static io.lc2.backup.avro.CommandMeta toAvro(CommandMeta meta) {
        return new io.lc2.backup.avro.CommandMeta(
                meta.commandId().value(),
                meta.project().value(),
                Vocabulary.PROVIDER.toAvro(meta.provider()),
                ValueMapping.toAvro(meta.actor()),
                meta.issuedAt(),
                meta.correlationId());
    }

    static CommandMeta fromAvro(io.lc2.backup.avro.CommandMeta meta) {
        return new CommandMeta(
                new CommandId(meta.getCommandId()),
                ValueMapping.project("projectId", meta.getProjectId()),
                Vocabulary.PROVIDER.fromAvro("provider", meta.getProvider()),
                Reading.in("actor", () -> ValueMapping.fromAvro(meta.getActor())),
                meta.getIssuedAt(),
                meta.getCorrelationId());
    }

    static io.lc2.backup.avro.EventMeta toAvro(EventMeta meta) {
        return new io.lc2.backup.avro.EventMeta(
                meta.operationId().value(),
                Vocabulary.OPERATION_KIND.toAvro(meta.kind()),
                meta.project().value(),
                meta.environment(),
                Vocabulary.APPLICATION.toAvro(meta.application()),
                Vocabulary.PROVIDER.toAvro(meta.provider()),
                meta.sequence(),
                meta.occurredAt(),
                meta.commandId().value(),
                ValueMapping.toAvro(meta.actor()),
                meta.correlationId());
    }

    static EventMeta fromAvro(io.lc2.backup.avro.EventMeta meta) {
        return new EventMeta(
                ValueMapping.operation("operationId", meta.getOperationId()),
                Vocabulary.OPERATION_KIND.fromAvro("kind", meta.getKind()),
                ValueMapping.project("projectId", meta.getProjectId()),
                meta.getEnvironment(),
                Vocabulary.APPLICATION.fromAvro("application", meta.getApplication()),
                Vocabulary.PROVIDER.fromAvro("provider", meta.getProvider()),
                meta.getSequence(),
                meta.getOccurredAt(),
                new CommandId(meta.getCommandId()),
                Reading.in("actor", () -> ValueMapping.fromAvro(meta.getActor())),
                meta.getCorrelationId());
    }

    static io.lc2.backup.avro.RecoveryPointMeta toAvro(RecoveryPointMeta meta) {
        return new io.lc2.backup.avro.RecoveryPointMeta(
                meta.backupId().value(),
                meta.project().value(),
                meta.environment(),
                Vocabulary.APPLICATION.toAvro(meta.application()),
                Vocabulary.PROVIDER.toAvro(meta.provider()),
                meta.occurredAt(),
                meta.commandId().value(),
                ValueMapping.toAvro(meta.actor()),
                meta.correlationId());
    }

    static RecoveryPointMeta fromAvro(io.lc2.backup.avro.RecoveryPointMeta meta) {
        return new RecoveryPointMeta(
                ValueMapping.operation("backupId", meta.getBackupId()),
                ValueMapping.project("projectId", meta.getProjectId()),
                meta.getEnvironment(),
                Vocabulary.APPLICATION.fromAvro("application", meta.getApplication()),
                Vocabulary.PROVIDER.fromAvro("provider", meta.getProvider()),
                meta.getOccurredAt(),
                new CommandId(meta.getCommandId()),
                Reading.in("actor", () -> ValueMapping.fromAvro(meta.getActor())),
                meta.getCorrelationId());
    }
}
