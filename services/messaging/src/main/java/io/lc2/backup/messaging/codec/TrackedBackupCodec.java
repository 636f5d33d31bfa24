package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.TrackedBackupRecord;
import io.lc2.backup.domain.policy.TrackedBackup;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A backup as retention follows it, as the scheduler keeps it in its state store. */
public final class TrackedBackupCodec implements Codec<TrackedBackup> {

    private final RecordReaders<TrackedBackup> readers =
            new RecordReaders<TrackedBackup>().on(TrackedBackupRecord.class, TrackedBackupCodec::read);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(TrackedBackup backup) {
        return new TrackedBackupRecord(
                backup.startedAt(),
                backup.manual(),
                backup.point() == null ? null : PlanMapping.toAvro(backup.point()));
    }

    @Override
    public TrackedBackup fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    private static TrackedBackup read(TrackedBackupRecord record) {
        return new TrackedBackup(
                record.getStartedAt(),
                record.getManual(),
                Reading.optional("point", record.getPoint(), PlanMapping::fromAvro));
    }
}
