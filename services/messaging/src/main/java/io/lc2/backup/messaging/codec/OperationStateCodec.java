package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.OperationRecord;
import io.lc2.backup.domain.operation.OperationState;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The folded operation, as kept in state stores. */
public final class OperationStateCodec implements Codec<OperationState> {

    private final RecordReaders<OperationState> readers =
            new RecordReaders<OperationState>().on(OperationRecord.class, OperationMapping::fromAvro);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(OperationState value) {
        return OperationMapping.toAvro(value);
    }

    @Override
    public OperationState fromAvro(SpecificRecord record) {
        return readers.read(record);
    }
}
