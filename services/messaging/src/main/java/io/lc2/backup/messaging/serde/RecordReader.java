package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaNotFoundException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.UnsupportedSchemaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Decodes records; asks the registry once per schema id. Thread-safe. */
final class RecordReader {

    private static final byte[] NOTHING = new byte[0];

    private final SchemaRegistry registry;
    private final int maxBytes;
    private final Map<Integer, ReadPlan> plans = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(NOTHING, null));

    RecordReader(SchemaRegistry registry, AvroWireConfig config) {
        this.registry = registry;
        maxBytes = config.maxRecordBytes();
    }

    SpecificRecord read(String topic, byte[] data) {
        int id = WireFrame.schemaId(topic, data);
        if (data.length > maxBytes) {
            throw new SerializationException("A record of topic %s has %d bytes; %s allows %d."
                    .formatted(topic, data.length, AvroWireConfig.MAX_RECORD_BYTES, maxBytes));
        }
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(data, WireFrame.HEADER_BYTES, data.length - WireFrame.HEADER_BYTES, decoders.get());
        return plan(topic, id).read(topic, decoder);
    }

    private ReadPlan plan(String topic, int id) {
        ReadPlan known = plans.get(id);
        if (known != null) {
            return known;
        }
        ReadPlan made = ReadPlan.of(id, writerSchema(topic, id));
        ReadPlan earlier = plans.putIfAbsent(id, made);
        return earlier == null ? made : earlier;
    }

    // An id nobody knows is the record's fault. A registry that is away or refuses us is not, and must not look like
    // it.
    private Schema writerSchema(String topic, int id) {
        try {
            return registry.schemaOf(id);
        } catch (SchemaNotFoundException e) {
            throw new SerializationException(
                    "A record of topic %s has schema id %d, which the registry does not know.".formatted(topic, id), e);
        } catch (UnsupportedSchemaException e) {
            throw new SerializationException(
                    "A record of topic %s has a schema that is not usable Avro: %s".formatted(topic, e.getMessage()),
                    e);
        }
    }
}
