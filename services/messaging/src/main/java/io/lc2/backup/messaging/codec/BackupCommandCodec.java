package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.CancelOperation;
import io.lc2.backup.avro.DeleteBackup;
import io.lc2.backup.avro.HoldBackup;
import io.lc2.backup.avro.ReleaseBackup;
import io.lc2.backup.avro.RequestBackup;
import io.lc2.backup.avro.RequestRestore;
import io.lc2.backup.avro.UndeleteBackup;
import io.lc2.backup.avro.VerifyBackup;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The commands of the topic backup-commands. */
public final class BackupCommandCodec implements Codec<BackupCommand> {

    private static final int LONGEST_SUBJECT = 128;

    private final RecordReaders<BackupCommand> readers = PolicyCommands.addTo(new RecordReaders<BackupCommand>()
            .on(RequestBackup.class, BackupCommandCodec::requestBackup)
            .on(RequestRestore.class, BackupCommandCodec::requestRestore)
            .on(CancelOperation.class, BackupCommandCodec::cancelOperation)
            .on(VerifyBackup.class, BackupCommandCodec::verifyBackup)
            .on(DeleteBackup.class, BackupCommandCodec::deleteBackup)
            .on(UndeleteBackup.class, BackupCommandCodec::undeleteBackup)
            .on(HoldBackup.class, BackupCommandCodec::holdBackup)
            .on(ReleaseBackup.class, BackupCommandCodec::releaseBackup));

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(BackupCommand command) {
        return switch (command) {
            case BackupCommand.RequestBackup c -> toAvro(c);
            case BackupCommand.RequestRestore c -> toAvro(c);
            case BackupCommand.CancelOperation c ->
                new CancelOperation(
                        MetaMapping.toAvro(c.meta()), c.operationId().value());
            case BackupCommand.VerifyBackup c -> toAvro(c);
            case BackupCommand.DeleteBackup c -> toAvro(c);
            case BackupCommand.PolicyCommand c -> PolicyCommands.toAvro(c);
            case BackupCommand.UndeleteBackup c ->
                new UndeleteBackup(MetaMapping.toAvro(c.meta()), c.backupId().value());
            case BackupCommand.HoldBackup c ->
                new HoldBackup(MetaMapping.toAvro(c.meta()), c.backupId().value(), c.reason());
            case BackupCommand.ReleaseBackup c ->
                new ReleaseBackup(MetaMapping.toAvro(c.meta()), c.backupId().value(), c.reason());
        };
    }

    @Override
    public BackupCommand fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    /**
     * Reads a command that anybody may have written.
     *
     * @param record of any type
     * @return the command, or what is wrong with it and what could still be read
     * @throws MalformedRecordException when the record is not of a command type
     */
    public DecodedCommand decode(SpecificRecord record) {
        try {
            return new DecodedCommand.Decoded(readers.read(record));
        } catch (MalformedRecordException e) {
            if (!readers.knows(record)) {
                throw e;
            }
            return malformed(record, e.field(), e.problem());
        }
    }

    /** The same, for a fault that was found elsewhere. */
    DecodedCommand.Malformed malformed(SpecificRecord record, String field, String problem) {
        String subject = String.valueOf(record.get(1));
        return new DecodedCommand.Malformed(
                readableMeta(record),
                record.getSchema().getName(),
                subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject,
                field,
                problem);
    }

    private static @Nullable CommandMeta readableMeta(SpecificRecord record) {
        try {
            return Reading.in("meta", () -> MetaMapping.fromAvro((io.lc2.backup.avro.CommandMeta) record.get(0)));
        } catch (MalformedRecordException e) {
            return null;
        }
    }

    static RequestBackup toAvro(BackupCommand.RequestBackup command) {
        return new RequestBackup(
                MetaMapping.toAvro(command.meta()),
                command.backupId().value(),
                RequestMapping.toAvro(command.request()));
    }

    static RequestRestore toAvro(BackupCommand.RequestRestore command) {
        return new RequestRestore(
                MetaMapping.toAvro(command.meta()),
                command.restoreId().value(),
                RequestMapping.toAvro(command.request()));
    }

    static VerifyBackup toAvro(BackupCommand.VerifyBackup command) {
        return new VerifyBackup(
                MetaMapping.toAvro(command.meta()),
                command.verificationId().value(),
                command.backupId().value());
    }

    static DeleteBackup toAvro(BackupCommand.DeleteBackup command) {
        return new DeleteBackup(
                MetaMapping.toAvro(command.meta()),
                command.purgeId().value(),
                command.backupId().value(),
                command.reason(),
                command.force());
    }

    private static CommandMeta meta(io.lc2.backup.avro.CommandMeta meta) {
        return Reading.in("meta", () -> MetaMapping.fromAvro(meta));
    }

    static BackupCommand.Opening requestBackup(RequestBackup command) {
        return new BackupCommand.RequestBackup(
                meta(command.getMeta()),
                ValueMapping.operation("backupId", command.getBackupId()),
                Reading.in("request", () -> RequestMapping.fromAvro(command.getRequest())));
    }

    static BackupCommand.Opening requestRestore(RequestRestore command) {
        return new BackupCommand.RequestRestore(
                meta(command.getMeta()),
                ValueMapping.operation("restoreId", command.getRestoreId()),
                Reading.in("request", () -> RequestMapping.fromAvro(command.getRequest())));
    }

    static BackupCommand.Opening verifyBackup(VerifyBackup command) {
        return new BackupCommand.VerifyBackup(
                meta(command.getMeta()),
                ValueMapping.operation("verificationId", command.getVerificationId()),
                ValueMapping.operation("backupId", command.getBackupId()));
    }

    static BackupCommand.Opening deleteBackup(DeleteBackup command) {
        return new BackupCommand.DeleteBackup(
                meta(command.getMeta()),
                ValueMapping.operation("purgeId", command.getPurgeId()),
                ValueMapping.operation("backupId", command.getBackupId()),
                command.getReason(),
                command.getForce());
    }

    private static BackupCommand cancelOperation(CancelOperation command) {
        return new BackupCommand.CancelOperation(
                meta(command.getMeta()), ValueMapping.operation("operationId", command.getOperationId()));
    }

    private static BackupCommand undeleteBackup(UndeleteBackup command) {
        return new BackupCommand.UndeleteBackup(
                meta(command.getMeta()), ValueMapping.operation("backupId", command.getBackupId()));
    }

    private static BackupCommand holdBackup(HoldBackup command) {
        return new BackupCommand.HoldBackup(
                meta(command.getMeta()),
                ValueMapping.operation("backupId", command.getBackupId()),
                command.getReason());
    }

    private static BackupCommand releaseBackup(ReleaseBackup command) {
        return new BackupCommand.ReleaseBackup(
                meta(command.getMeta()),
                ValueMapping.operation("backupId", command.getBackupId()),
                command.getReason());
    }
}
