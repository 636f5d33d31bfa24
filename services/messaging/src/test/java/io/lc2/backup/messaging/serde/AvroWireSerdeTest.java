package io.lc2.backup.messaging.serde;

import static io.lc2.backup.messaging.sample.SampleFixtures.TOPIC;
import static io.lc2.backup.messaging.sample.SampleFixtures.dropped;
import static io.lc2.backup.messaging.sample.SampleFixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.messaging.registry.CompatibilityLevel;
import io.lc2.backup.messaging.registry.IncompatibleSchemaException;
import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.sample.SampleDropped;
import io.lc2.backup.messaging.sample.SampleFixtures;
import io.lc2.backup.messaging.sample.SampleTaken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class AvroWireSerdeTest {

    private String scope;
    private SchemaRegistry registry;

    @BeforeEach
    void connect(TestInfo info) {
        scope = getClass().getSimpleName() + "." + info.getDisplayName();
        registry = SchemaRegistry.connect(config());
    }

    @AfterEach
    void forget() {
        MockRegistryScopes.drop(scope);
    }

    @Test
    void returnsWhatWasWrittenWithItsLogicalTypes() {
        SpecificRecord back = roundTrip(taken());

        assertThat(back).isInstanceOf(SampleTaken.class).isEqualTo(taken());
        assertThat(((SampleTaken) back).getId()).isEqualTo(SampleFixtures.ID);
        assertThat(((SampleTaken) back).getEndedAt()).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Test
    void framesWithZeroAndTheSchemaIdBigEndian() {
        IntStream.range(0, 258).forEach(i -> registry.register("filler-" + i, filler(i)));

        byte[] bytes = serializer(Map.of()).serialize(TOPIC, dropped());

        assertThat(bytes).startsWith(0, 0, 0, 1, 3);
        assertThat(bytes).hasSize(5 + 1 + 36 + 1 + "expired".length());
    }

    @Test
    void leavesATombstoneNull() {
        assertThat(serializer(Map.of()).serialize(TOPIC, null)).isNull();
        assertThat(deserializer(Map.of()).deserialize(TOPIC, null)).isNull();
    }

    @Test
    void namesSubjectsByTopicAndRecordUnlessToldOtherwise() {
        serializer(Map.of()).serialize(TOPIC, dropped());
        serializer(Map.of(AvroWireConfig.VALUE_SUBJECTS, "Record")).serialize(TOPIC, dropped());
        serializer(Map.of(AvroWireConfig.VALUE_SUBJECTS, "io.confluent.kafka.serializers.subject.TopicNameStrategy"))
                .serialize(TOPIC, dropped());

        assertThat(registry.subjects())
                .containsExactlyInAnyOrder(
                        "backup-events-io.lc2.backup.messaging.sample.SampleDropped",
                        "io.lc2.backup.messaging.sample.SampleDropped",
                        "backup-events-value");
    }

    @Test
    void namesSubjectsOfKeysByTheirOwnStrategy() {
        try (AvroWireSerializer keys = new AvroWireSerializer()) {
            Map<String, Object> config = new HashMap<>(config());
            config.put(AvroWireConfig.KEY_SUBJECTS, "TopicNameStrategy");
            keys.configure(config, true);
            keys.serialize(TOPIC, dropped());
        }

        assertThat(registry.subjects()).containsExactly("backup-events-key");
    }

    @Test
    void readsARecordOfAnOlderSchemaWithTheDefaultsOfTheClass() {
        Schema older = SchemaBuilder.record("io.lc2.backup.messaging.sample.SampleDropped")
                .fields()
                .requiredString("id")
                .endRecord();
        int id = registry.register(TOPIC + "-" + older.getFullName(), older);

        SpecificRecord back = deserializer(Map.of())
                .deserialize(TOPIC, Frames.of(id, older, record -> record.put("id", SampleFixtures.ID.toString())));

        assertThat(back).isEqualTo(new SampleDropped(SampleFixtures.ID, "none"));
    }

    @Test
    void skipsFieldsThatANewerSchemaAdds() {
        Schema newer = SchemaBuilder.record("io.lc2.backup.messaging.sample.SampleDropped")
                .fields()
                .requiredString("id")
                .requiredString("who")
                .requiredString("reason")
                .endRecord();
        int id = registry.register("anywhere", newer);

        SpecificRecord back = deserializer(Map.of()).deserialize(TOPIC, Frames.of(id, newer, record -> {
            record.put("id", SampleFixtures.ID.toString());
            record.put("who", "somebody");
            record.put("reason", "expired");
        }));

        assertThat(back).isEqualTo(dropped());
    }

    @Test
    void saysWhichRecordTypeItDoesNotKnow() {
        Schema unknown = SchemaBuilder.record("io.lc2.backup.messaging.sample.SampleFromTheFuture")
                .fields()
                .endRecord();
        int id = registry.register("anywhere", unknown);

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, Frames.of(id, unknown, record -> {})))
                .isInstanceOfSatisfying(
                        UnknownRecordTypeException.class,
                        e -> assertThat(e.recordType()).isEqualTo("io.lc2.backup.messaging.sample.SampleFromTheFuture"))
                .hasMessageContaining("schema id " + id);
    }

    @Test
    void takesNoClassThatIsNoGeneratedRecord() {
        Schema thread = SchemaBuilder.record("java.lang.Thread").fields().endRecord();
        int record = registry.register("a", thread);
        int text = registry.register("b", Schema.create(Schema.Type.STRING));

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, Frames.header(record)))
                .isInstanceOf(UnknownRecordTypeException.class);
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, Frames.header(text)))
                .isInstanceOf(UnknownRecordTypeException.class);
    }

    @Test
    void registersNothingWhenForbiddenAndSaysWhatIsMissing() {
        AvroWireSerializer serializer = serializer(Map.of(AvroWireConfig.AUTO_REGISTER, "false"));

        assertThatThrownBy(() -> serializer.serialize(TOPIC, dropped()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("backup-events-io.lc2.backup.messaging.sample.SampleDropped")
                .hasMessageContaining(AvroWireConfig.AUTO_REGISTER);
        assertThat(registry.subjects()).isEmpty();

        registry.register("backup-events-io.lc2.backup.messaging.sample.SampleDropped", SampleDropped.getClassSchema());
        assertThat(serializer.serialize(TOPIC, dropped())).isNotEmpty();
    }

    @Test
    void passesOnThatTheRegistryDoesNotAcceptTheSchema() {
        registry.setCompatibility(CompatibilityLevel.FULL_TRANSITIVE);
        String subject = "backup-events-io.lc2.backup.messaging.sample.SampleDropped";
        registry.register(
                subject,
                SchemaBuilder.record("io.lc2.backup.messaging.sample.SampleDropped")
                        .fields()
                        .requiredInt("id")
                        .endRecord());

        assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, dropped()))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining(subject);
    }

    @Test
    void namesTheFieldThatHasNoValue() {
        SampleDropped incomplete = new SampleDropped(SampleFixtures.ID, null);
        AvroWireSerializer serializer = serializer(Map.of());

        assertThatThrownBy(() -> serializer.serialize(TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("reason");

        assertThat(deserializer(Map.of()).deserialize(TOPIC, serializer.serialize(TOPIC, dropped())))
                .as("what the failed record left behind is gone")
                .isEqualTo(dropped());
    }

    @Test
    void sharesARegistryWithoutClosingIt() {
        try (AvroWireSerde serde = new AvroWireSerde(registry)) {
            serde.configure(Map.of(), false);
            byte[] bytes = serde.serializer().serialize(TOPIC, taken());
            assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(taken());
        }

        assertThat(registry.subjects()).hasSize(1);
    }

    @Test
    void refusesToWorkUnconfigured() {
        try (AvroWireSerde serde = new AvroWireSerde()) {
            assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, dropped()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[5]))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesSettingsItCannotHonour() {
        assertThatThrownBy(() -> deserializer(Map.of(AvroWireConfig.SPECIFIC_READER, "false")))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer(Map.of(AvroWireConfig.USE_LATEST, true)))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer(Map.of(AvroWireConfig.VALUE_SUBJECTS, "com.example.OwnStrategy")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TopicRecordNameStrategy");
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        AvroWireSerializer serializer = serializer(Map.of());
        AvroWireDeserializer deserializer = deserializer(Map.of());
        Callable<Boolean> work = () -> IntStream.range(0, 200).allMatch(i -> {
            SpecificRecord in = i % 2 == 0 ? taken() : dropped();
            return in.equals(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, in)));
        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all =
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> work).toList());
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private SpecificRecord roundTrip(SpecificRecord record) {
        return deserializer(Map.of()).deserialize(TOPIC, serializer(Map.of()).serialize(TOPIC, record));
    }

    private AvroWireSerializer serializer(Map<String, ?> more) {
        AvroWireSerializer serializer = new AvroWireSerializer();
        Map<String, Object> config = new HashMap<>(config());
        config.putAll(more);
        serializer.configure(config, false);
        return serializer;
    }

    private AvroWireDeserializer deserializer(Map<String, ?> more) {
        AvroWireDeserializer deserializer = new AvroWireDeserializer();
        Map<String, Object> config = new HashMap<>(config());
        config.putAll(more);
        deserializer.configure(config, false);
        return deserializer;
    }

    private Map<String, Object> config() {
        return Map.of("schema.registry.url", "mock://" + scope);
    }

    private static Schema filler(int number) {
        return SchemaBuilder.record("Filler" + number).fields().endRecord();
    }
}
