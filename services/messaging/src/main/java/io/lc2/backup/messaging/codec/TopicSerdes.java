package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.serde.AvroWireConfig;
import io.lc2.backup.messaging.serde.AvroWireDeserializer;
import io.lc2.backup.messaging.serde.AvroWireSerializer;
import io.lc2.backup.messaging.serde.GeneratedClasses;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes of topics: what a program sees are domain types, what lies on Kafka are Avro records in Confluent's wire
 * format. Thread-safe; the serdes share one registry client and end with it.
 */
public final class TopicSerdes implements AutoCloseable {

    /** Class that writes Avro records; ours, or {@code io.confluent.kafka.serializers.KafkaAvroSerializer}. */
    public static final String SERIALIZER = "avro.serializer";

    /** Class that reads Avro records; ours, or {@code io.confluent.kafka.serializers.KafkaAvroDeserializer}. */
    public static final String DESERIALIZER = "avro.deserializer";

    private static final String SUBJECTS = "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy";

    private final SchemaRegistry registry;
    private final Serializer<SpecificRecord> writer;
    private final Deserializer<SpecificRecord> reader;

    private TopicSerdes(
            SchemaRegistry registry, Serializer<SpecificRecord> writer, Deserializer<SpecificRecord> reader) {
        this.registry = registry;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Connects lazily to the registry the configuration names.
     *
     * @param config {@code schema.registry.url} and further keys of
     *     {@link io.lc2.backup.messaging.registry.SchemaRegistryConfig} and {@link AvroWireConfig}, {@link #SERIALIZER},
     *     {@link #DESERIALIZER}; foreign keys are ignored
     * @throws org.apache.kafka.common.config.ConfigException when a key is missing or wrong
     */
    public static TopicSerdes connect(Map<String, ?> config) {
        GeneratedClasses.trust();
        Map<String, Object> settings = new HashMap<>();
        settings.put(AvroWireConfig.VALUE_SUBJECTS, SUBJECTS);
        settings.put(AvroWireConfig.SPECIFIC_READER, true);
        settings.putAll(config);
        SchemaRegistry registry = SchemaRegistry.connect(settings);
        AbstractConfig classes = new AbstractConfig(definition(), settings, false);
        return new TopicSerdes(
                registry, serializer(classes, registry, settings), deserializer(classes, registry, settings));
    }

    /** Values of one topic. */
    public <V> Serde<V> of(Codec<V> codec) {
        return Serdes.serdeFrom(new CodecSerializer<>(codec, writer), new CodecDeserializer<>(codec, reader));
    }

    /** Commands as anybody may have published them: what cannot be accepted is told apart, not thrown. */
    public Serde<DecodedCommand> decodedCommands() {
        BackupCommandCodec codec = new BackupCommandCodec();
        Serializer<BackupCommand> commands = new CodecSerializer<>(codec, writer);
        return Serdes.serdeFrom(
                (topic, command) -> switch (command) {
                    case DecodedCommand.Decoded decoded -> commands.serialize(topic, decoded.command());
                    case DecodedCommand.Malformed malformed ->
                        throw new IllegalArgumentException("a malformed command is never written");
                },
                new CommandDeserializer(codec, reader, new UnknownFields(registry)));
    }

    /** The registry client of these serdes; closed with them. */
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        registry.close();
    }

    private static Serializer<SpecificRecord> serializer(
            AbstractConfig classes, SchemaRegistry registry, Map<String, Object> settings) {
        if (classes.getClass(SERIALIZER) != AvroWireSerializer.class) {
            @SuppressWarnings("unchecked") // Confluent's accepts any object.
            Serializer<SpecificRecord> foreign = classes.getConfiguredInstance(SERIALIZER, Serializer.class);
            foreign.configure(settings, false);
            return foreign;
        }
        AvroWireSerializer ours = new AvroWireSerializer(registry);
        ours.configure(settings, false);
        return ours;
    }

    private static Deserializer<SpecificRecord> deserializer(
            AbstractConfig classes, SchemaRegistry registry, Map<String, Object> settings) {
        if (classes.getClass(DESERIALIZER) != AvroWireDeserializer.class) {
            @SuppressWarnings("unchecked") // With specific.avro.reader it makes nothing else.
            Deserializer<SpecificRecord> foreign = classes.getConfiguredInstance(DESERIALIZER, Deserializer.class);
            foreign.configure(settings, false);
            return foreign;
        }
        AvroWireDeserializer ours = new AvroWireDeserializer(registry);
        ours.configure(settings, false);
        return ours;
    }

    private static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        SERIALIZER,
                        ConfigDef.Type.CLASS,
                        AvroWireSerializer.class,
                        ConfigDef.Importance.LOW,
                        "Class that writes Avro records.")
                .define(
                        DESERIALIZER,
                        ConfigDef.Type.CLASS,
                        AvroWireDeserializer.class,
                        ConfigDef.Importance.LOW,
                        "Class that reads Avro records.");
    }
}
