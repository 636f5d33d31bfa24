package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.CatalogEntryKind;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The entries of the topic backup-catalog. */
public final class CatalogEntryCodec implements Codec<CatalogEntry> {

    private final RecordReaders<CatalogEntry> readers =
            new RecordReaders<CatalogEntry>().on(io.lc2.backup.avro.CatalogEntry.class, CatalogEntryCodec::read);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(CatalogEntry entry) {
        io.lc2.backup.avro.CatalogEntry.Builder record = io.lc2.backup.avro.CatalogEntry.newBuilder()
                .setProjectId(entry.project().value())
                .setOperationId(entry.operationId().value())
                .setOperationKind(Vocabulary.OPERATION_KIND.toAvro(entry.kind()));
        return switch (entry) {
            case CatalogEntry.Pending e ->
                pending(record.setKind(CatalogEntryKind.PENDING), e.command()).build();
            case CatalogEntry.Refused e ->
                record.setKind(CatalogEntryKind.REFUSED)
                        .setRejection(EventWriting.toAvro(e.rejection()))
                        .build();
            case CatalogEntry.Known e ->
                record.setKind(CatalogEntryKind.KNOWN)
                        .setOperation(OperationMapping.toAvro(e.state()))
                        .setRecoveryPoint(e.recoveryPoint() == null ? null : PlanMapping.toAvro(e.recoveryPoint()))
                        .build();
        };
    }

    @Override
    public CatalogEntry fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    private static io.lc2.backup.avro.CatalogEntry.Builder pending(
            io.lc2.backup.avro.CatalogEntry.Builder record, BackupCommand.Opening command) {
        return switch (command) {
            case BackupCommand.RequestBackup c -> record.setRequestBackup(BackupCommandCodec.toAvro(c));
            case BackupCommand.RequestRestore c -> record.setRequestRestore(BackupCommandCodec.toAvro(c));
            case BackupCommand.VerifyBackup c -> record.setVerifyBackup(BackupCommandCodec.toAvro(c));
            case BackupCommand.DeleteBackup c -> record.setDeleteBackup(BackupCommandCodec.toAvro(c));
        };
    }

    private static CatalogEntry read(io.lc2.backup.avro.CatalogEntry record) {
        return switch (record.getKind()) {
            case PENDING -> new CatalogEntry.Pending(command(record));
            case REFUSED ->
                new CatalogEntry.Refused(
                        ValueMapping.operation("operationId", record.getOperationId()),
                        Vocabulary.OPERATION_KIND.fromAvro("operationKind", record.getOperationKind()),
                        Reading.in(
                                "rejection",
                                () -> EventReading.commandRejected(Reading.required("", record.getRejection()))));
            case KNOWN ->
                new CatalogEntry.Known(
                        Reading.in(
                                "operation",
                                () -> OperationMapping.fromAvro(Reading.required("", record.getOperation()))),
                        Reading.optional("recoveryPoint", record.getRecoveryPoint(), PlanMapping::fromAvro));
            case UNKNOWN -> throw new MalformedRecordException("kind", "is not known to this version");
        };
    }

    private static BackupCommand.Opening command(io.lc2.backup.avro.CatalogEntry record) {
        if (record.getRequestBackup() != null) {
            return Reading.in("requestBackup", () -> BackupCommandCodec.requestBackup(record.getRequestBackup()));
        }
        if (record.getRequestRestore() != null) {
            return Reading.in("requestRestore", () -> BackupCommandCodec.requestRestore(record.getRequestRestore()));
        }
        if (record.getVerifyBackup() != null) {
            return Reading.in("verifyBackup", () -> BackupCommandCodec.verifyBackup(record.getVerifyBackup()));
        }
        if (record.getDeleteBackup() != null) {
            return Reading.in("deleteBackup", () -> BackupCommandCodec.deleteBackup(record.getDeleteBackup()));
        }
        throw new MalformedRecordException("kind", "is PENDING, but there is no command");
    }
}
