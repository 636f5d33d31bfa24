package io.lc2.backup.messaging.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's frame: a zero byte, the schema id as a big-endian int, then Avro binary. */
final class WireFrame {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFrame() {}

    /**
     * The schema id of a framed record.
     *
     * @throws SerializationException when the bytes are not framed
     */
    static int schemaId(String topic, byte[] data) {
        if (data.length < HEADER_BYTES) {
            throw new SerializationException(
                    "A record of topic %s is truncated: %d bytes, but the schema id alone needs %d."
                            .formatted(topic, data.length, HEADER_BYTES));
        }
        if (data[0] != MAGIC) {
            throw new SerializationException(
                    "A record of topic %s begins with magic byte 0x%02x, not 0x00: it is not in Confluent's wire format."
                            .formatted(topic, data[0]));
        }
        int id = ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
        if (id < 0) {
            throw new SerializationException(
                    "A record of topic %s has schema id %d, which no registry gives out.".formatted(topic, id));
        }
        return id;
    }
}
