package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated Avro records in Confluent's wire format; interchangeable with Confluent's {@code KafkaAvroSerializer}.
 *
 * <p>Thread-safe once configured. Throws {@link org.apache.kafka.common.errors.SerializationException} for a record that cannot be
 * encoded and a {@link io.lc2.backup.messaging.registry.SchemaRegistryException} when the registry is away, refuses access or does
 * not accept the schema.
 */
public final class AvroWireSerializer implements Serializer<SpecificRecord> {

    private final RegistryHandle handle;
    private @Nullable RecordWriter writer;

    /** For Kafka, which calls {@link #configure}: the serializer then has a registry client of its own. */
    public AvroWireSerializer() {
        handle = new RegistryHandle(null);
    }

    /** Shares a registry, which stays open when this is closed; still to be configured. */
    public AvroWireSerializer(SchemaRegistry registry) {
        handle = new RegistryHandle(registry);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        writer = new RecordWriter(handle.open(configs), AvroWireConfig.of(configs), isKey);
    }

    /** Null stays null: a tombstone has no schema. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        if (data == null) {
            return null;
        }
        if (writer == null) {
            throw RegistryHandle.notConfigured();
        }
        return writer.write(topic, data);
    }

    @Override
    public void close() {
        handle.close();
    }
}
