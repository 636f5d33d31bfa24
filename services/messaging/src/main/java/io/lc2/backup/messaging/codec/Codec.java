package io.lc2.backup.messaging.codec;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Translates one family of values between the domain and Avro. Stateless and thread-safe. Equal values give equal
 * records; reading what was written gives an equal value, but for the parts of instants and durations below a
 * millisecond, which the contracts do not carry.
 *
 * @param <V> the domain type
 */
public interface Codec<V> {

    /** The record types this codec writes and reads, each once. */
    List<Schema> schemas();

    /**
     * The record of a value.
     *
     * @param value any value of the family
     */
    SpecificRecord toAvro(V value);

    /**
     * The value of a record.
     *
     * @param record of one of {@link #schemas}
     * @throws MalformedRecordException when the record is of another type, has a symbol this version does not know, or
     *     has a value the domain does not allow
     */
    V fromAvro(SpecificRecord record);
}
