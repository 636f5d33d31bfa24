package io.lc2.backup.messaging.serde;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Configuration keys of the serializer and the deserializer beside those of the registry client
 * ({@link io.lc2.backup.messaging.registry.SchemaRegistryConfig}); named as Confluent names them, the size limit is ours.
 */
public final class AvroWireConfig {

    /** Whether the serializer registers a schema it does not find (true by default); if not, a missing schema fails the record. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    /** How subjects of keys are named, see {@link SubjectNaming}. */
    public static final String KEY_SUBJECTS = "key.subject.name.strategy";

    /** How subjects of values are named, see {@link SubjectNaming}; by topic and record unless said otherwise. */
    public static final String VALUE_SUBJECTS = "value.subject.name.strategy";

    /** Confluent's switch for generated classes; true is the only value, since nothing else is read here. */
    public static final String SPECIFIC_READER = "specific.avro.reader";

    /** Confluent's switch to write with the newest schema of the subject; false is the only value. */
    public static final String USE_LATEST = "use.latest.version";

    /** Largest record that is decoded, in bytes including the five of the frame. */
    public static final String MAX_RECORD_BYTES = "avro.max.record.bytes";

    // Four times what a broker accepts by default: a larger one is a mistake or an attack.
    private static final int DEFAULT_MAX_RECORD_BYTES = 4 * 1024 * 1024;

    private final AbstractConfig values;

    private AvroWireConfig(AbstractConfig values) {
        this.values = values;
    }

    static AvroWireConfig of(Map<String, ?> raw) {
        AvroWireConfig config = new AvroWireConfig(new AbstractConfig(definition(), raw, false));
        config.refuse(SPECIFIC_READER, false, "only generated classes are read; remove the key or set it to true");
        config.refuse(USE_LATEST, true, "a generated class is written with its own schema; remove the key");
        return config;
    }

    boolean autoRegister() {
        return values.getBoolean(AUTO_REGISTER);
    }

    SubjectNaming subjects(boolean key) {
        String name = key ? KEY_SUBJECTS : VALUE_SUBJECTS;
        return SubjectNaming.parse(name, values.getString(name));
    }

    int maxRecordBytes() {
        return values.getInt(MAX_RECORD_BYTES);
    }

    private void refuse(String key, boolean value, String why) {
        if (values.getBoolean(key) == value) {
            throw new ConfigException(key, value, why);
        }
    }

    private static ConfigDef definition() {
        return new ConfigDef()
                .define(AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, ConfigDef.Importance.MEDIUM, "Register schemas.")
                .define(SPECIFIC_READER, ConfigDef.Type.BOOLEAN, true, ConfigDef.Importance.LOW, "Generated classes.")
                .define(USE_LATEST, ConfigDef.Type.BOOLEAN, false, ConfigDef.Importance.LOW, "Newest schema.")
                .define(
                        KEY_SUBJECTS,
                        ConfigDef.Type.STRING,
                        "TopicRecordNameStrategy",
                        ConfigDef.Importance.MEDIUM,
                        "Subjects of keys.")
                .define(
                        VALUE_SUBJECTS,
                        ConfigDef.Type.STRING,
                        "TopicRecordNameStrategy",
                        ConfigDef.Importance.MEDIUM,
                        "Subjects of values.")
                .define(
                        MAX_RECORD_BYTES,
                        ConfigDef.Type.INT,
                        DEFAULT_MAX_RECORD_BYTES,
                        ConfigDef.Range.atLeast(WireFrame.HEADER_BYTES),
                        ConfigDef.Importance.LOW,
                        "Largest record.");
    }
}
