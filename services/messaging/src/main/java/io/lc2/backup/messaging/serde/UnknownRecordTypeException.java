package io.lc2.backup.messaging.serde;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/** A well-framed record of a type this program has no generated class for, such as one that a newer version writes. */
public final class UnknownRecordTypeException extends SerializationException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Namespace of the contracts of every version. */
    private static final String CONTRACTS = "io.lc2.backup.avro.";

    private final String recordType;

    UnknownRecordTypeException(String topic, String recordType, int schemaId) {
        super(
                "Topic %s has a record of type %s (schema id %d), which this version does not know; upgrade it, or skip the record."
                        .formatted(topic, recordType, schemaId));
        this.recordType = recordType;
    }

    /** The writer's full name of the record. */
    public String recordType() {
        return recordType;
    }

    /** Whether the name is one the contracts of another version of this platform may have. */
    public boolean isOfThisPlatform() {
        return recordType.startsWith(CONTRACTS);
    }
}
