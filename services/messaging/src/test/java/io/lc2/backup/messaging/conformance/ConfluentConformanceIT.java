package io.lc2.backup.messaging.conformance;

import static io.lc2.backup.messaging.sample.SampleFixtures.dropped;
import static io.lc2.backup.messaging.sample.SampleFixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.conformance.ConfluentProcess.PeerException;
import io.lc2.backup.messaging.registry.CompatibilityLevel;
import io.lc2.backup.messaging.registry.IncompatibleSchemaException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.sample.SampleDropped;
import io.lc2.backup.messaging.sample.SampleFixtures;
import io.lc2.backup.messaging.sample.SampleTaken;
import io.lc2.backup.messaging.serde.AvroWireConfig;
import io.lc2.backup.messaging.serde.AvroWireDeserializer;
import io.lc2.backup.messaging.serde.AvroWireSerializer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Confluent's own classes and ours, through one real registry: what one writes the other reads, under the same ids and subjects. */
class ConfluentConformanceIT {

    private static final String TOPIC_RECORD = "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy";

    private static EmbeddedRegistry server;
    private static SchemaRegistry registry;
    private static ConfluentProcess confluent;

    private String topic;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        server = EmbeddedRegistry.start(directory.resolve("registry"));
        registry = SchemaRegistry.connect(config());
        registry.setCompatibility(CompatibilityLevel.FULL_TRANSITIVE);
        confluent = ConfluentProcess.start(directory);
        confluent.set("schema.registry.url", server.url().toString());
        confluent.set("specific.avro.reader", "true");
    }

    @AfterAll
    static void stop() throws Exception {
        // Backwards, and all of them whatever fails.
        try (AutoCloseable last = server;
                AutoCloseable second = registry;
                AutoCloseable first = confluent) {
            // Null where start() did not get that far.
        }
    }

    @BeforeEach
    void useATopicOfItsOwn(TestInfo info) throws Exception {
        topic = info.getTestMethod().orElseThrow().getName() + "-"
                + Math.abs(info.getDisplayName().hashCode());
        confluent.set("value.subject.name.strategy", TOPIC_RECORD);
        confluent.set("specific.avro.reader", "true");
        confluent.set("auto.register.schemas", "true");
    }

    @Test
    void theyReadWhatWeWrite() throws Exception {
        assertThat(confluent.read(topic, ours(taken())))
                .isEqualTo(new ConfluentProcess.Value(SampleTaken.class.getName(), taken().toString()));
        assertThat(confluent.read(topic, ours(dropped())))
                .isEqualTo(new ConfluentProcess.Value(
                        SampleDropped.class.getName(), dropped().toString()));
    }

    @Test
    void weReadWhatTheyWrite() throws Exception {
        assertThat(read(confluent.write(topic, "taken"))).isEqualTo(taken());
        assertThat(read(confluent.write(topic, "dropped"))).isEqualTo(dropped());
    }

    @Test
    void consumersWithoutOurClassesReadWhatWeWrite() throws Exception {
        confluent.set("specific.avro.reader", "false");

        ConfluentProcess.Value value = confluent.read(topic, ours(dropped()));

        assertThat(value.className()).isEqualTo("org.apache.avro.generic.GenericData$Record");
        assertThat(value.json()).contains("expired").contains(SampleFixtures.ID.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TopicNameStrategy", "RecordNameStrategy", "TopicRecordNameStrategy"})
    void bothWriteTheSameBytesUnderTheSameSubject(String strategy) throws Exception {
        confluent.set("value.subject.name.strategy", "io.confluent.kafka.serializers.subject." + strategy);
        byte[] theirs = confluent.write(topic, "taken");

        byte[] ours =
                ours(taken(), Map.of(AvroWireConfig.VALUE_SUBJECTS, strategy, AvroWireConfig.AUTO_REGISTER, false));

        assertThat(ours)
                .as("schema id and content; nothing was registered by us")
                .isEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TopicNameStrategy", "RecordNameStrategy", "TopicRecordNameStrategy"})
    void theyFindTheSchemaWeRegistered(String strategy) throws Exception {
        byte[] ours = ours(taken(), Map.of(AvroWireConfig.VALUE_SUBJECTS, strategy));

        confluent.set("value.subject.name.strategy", "io.confluent.kafka.serializers.subject." + strategy);
        confluent.set("auto.register.schemas", "false");

        assertThat(confluent.write(topic, "taken")).isEqualTo(ours);
    }

    @Test
    void theRegistryRefusesAnIncompatibleSchemaToBoth() throws Exception {
        String subject = topic + "-" + SampleDropped.class.getName();
        int id = ByteBuffer.wrap(ours(dropped())).getInt(1);

        assertThatThrownBy(() -> confluent.write(topic, "incompatible"))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("error code: 409");
        assertThatThrownBy(() ->
                        registry.register(subject, SampleFixtures.incompatible().getSchema()))
                .isInstanceOfSatisfying(
                        IncompatibleSchemaException.class,
                        e -> assertThat(e.subject()).isEqualTo(subject));
        assertThat(registry.idOf(subject, SampleDropped.getClassSchema())).isEqualTo(id);
    }

    @Test
    void theRegistryRefusesTheirIncompatibleSuccessorToUs() throws Exception {
        confluent.write(topic, "incompatible");

        assertThatThrownBy(() -> ours(dropped())).isInstanceOf(IncompatibleSchemaException.class);
    }

    private byte[] ours(SpecificRecord record) {
        return ours(record, Map.of());
    }

    private byte[] ours(SpecificRecord record, Map<String, ?> more) {
        // A registry client of its own: a warm cache must not answer for the registry.
        try (SchemaRegistry fresh = SchemaRegistry.connect(config());
                AvroWireSerializer serializer = new AvroWireSerializer(fresh)) {
            serializer.configure(more, false);
            return serializer.serialize(topic, record);
        }
    }

    private SpecificRecord read(byte[] data) {
        try (AvroWireDeserializer deserializer = new AvroWireDeserializer()) {
            deserializer.configure(config(), false);
            return deserializer.deserialize(topic, data);
        }
    }

    private static Map<String, Object> config() {
        return Map.of("schema.registry.url", server.url().toString());
    }
}
