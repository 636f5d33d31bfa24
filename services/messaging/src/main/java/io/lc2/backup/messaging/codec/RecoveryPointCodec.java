package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.RecoveryPointRecord;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The recovery point, as kept in state stores. */
public final class RecoveryPointCodec implements Codec<RecoveryPoint> {

    private final RecordReaders<RecoveryPoint> readers =
            new RecordReaders<RecoveryPoint>().on(RecoveryPointRecord.class, PlanMapping::fromAvro);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(RecoveryPoint value) {
        return PlanMapping.toAvro(value);
    }

    @Override
    public RecoveryPoint fromAvro(SpecificRecord record) {
        return readers.read(record);
    }
}
