package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format into generated classes; interchangeable with Confluent's {@code KafkaAvroDeserializer} and
 * {@code specific.avro.reader}. The class is the one with the writer's full name, and the writer's schema is resolved into its own.
 *
 * <p>Thread-safe once configured. Throws {@link org.apache.kafka.common.errors.SerializationException}, without the payload, when the
 * record is at fault ({@link UnknownRecordTypeException} when there is no such class), and a
 * {@link io.lc2.backup.messaging.registry.SchemaRegistryException} when the registry is: such a record must not be skipped.
 */
public final class AvroWireDeserializer implements Deserializer<SpecificRecord> {

    private final RegistryHandle handle;
    private @Nullable RecordReader reader;

    /** For Kafka, which calls {@link #configure}: the deserializer then has a registry client of its own. */
    public AvroWireDeserializer() {
        handle = new RegistryHandle(null);
    }

    /** Shares a registry, which stays open when this is closed; still to be configured. */
    public AvroWireDeserializer(SchemaRegistry registry) {
        handle = new RegistryHandle(registry);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        reader = new RecordReader(handle.open(configs), AvroWireConfig.of(configs));
    }

    /** Null stays null. */
    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (reader == null) {
            throw RegistryHandle.notConfigured();
        }
        return reader.read(topic, data);
    }

    @Override
    public void close() {
        handle.close();
    }
}
