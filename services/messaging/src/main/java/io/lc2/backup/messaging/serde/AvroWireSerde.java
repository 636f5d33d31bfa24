package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/** {@link AvroWireSerializer} and {@link AvroWireDeserializer} together, for Kafka Streams. */
public final class AvroWireSerde extends Serdes.WrapperSerde<SpecificRecord> {

    /** For Kafka, which calls {@link #configure}. */
    public AvroWireSerde() {
        super(new AvroWireSerializer(), new AvroWireDeserializer());
    }

    /** Shares a registry, which stays open when this is closed; still to be configured. */
    public AvroWireSerde(SchemaRegistry registry) {
        super(new AvroWireSerializer(registry), new AvroWireDeserializer(registry));
    }
}
