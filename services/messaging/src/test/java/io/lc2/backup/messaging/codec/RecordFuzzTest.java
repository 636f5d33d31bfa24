package io.lc2.backup.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.embedded.testing.Fuzz;
import io.lc2.backup.messaging.codec.GoldenValues.Golden;
import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies on a topic: it is read, it is an answer, or it is the record's own fault; never anything else. */
class RecordFuzzTest {

    private static final String SCOPE = "RecordFuzzTest";

    /** Three nothings; a -> b; the second branch but one, three bytes. */
    private static final byte[] UNKNOWN = {6, 0, 2, 2, 'a', 2, 'b', 0, 4, 6, 1, 2, 3};

    private TopicSerdes serdes;

    @BeforeEach
    void connect() {
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://" + SCOPE));
    }

    @AfterEach
    void forget() {
        serdes.close();
        MockRegistryScopes.drop(SCOPE);
    }

    @Test
    void commandsAreReadAnsweredOrSetAside() {
        List<byte[]> sound = frames(Topics.COMMANDS);
        sound.add(ofANewerPublisher());

        assertThat(Fuzz.from(sound)
                        .against(expectingSerializationException(
                                Topics.COMMANDS.name(), serdes.decodedCommands().deserializer())))
                .isGreaterThan(1000);
    }

    /** A list whose count is only skipped with the known fields, but read for the unknown ones. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 40, 200_000_000, 2_000})
    void setsAsideACommandWithAnEndlessListInAnUnknownField(long nothings) throws IOException {
        byte[] sound = ofANewerPublisher();
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        endless.write(sound, 0, sound.length - UNKNOWN.length);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(endless, null);
        // So many nothings, in no bytes; then the end of the list, an empty map, and nothing.
        encoder.writeLong(-nothings);
        for (int i = 0; i < 4; i++) {
            encoder.writeLong(0);
        }
        Deserializer<DecodedCommand> commands = serdes.decodedCommands().deserializer();

        assertThat(commands.deserialize(Topics.COMMANDS.name(), sound)).isInstanceOf(DecodedCommand.Malformed.class);
        assertThatThrownBy(() -> commands.deserialize(Topics.COMMANDS.name(), endless.toByteArray()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("unknown fields");
    }

    @Test
    void eventsAreReadOrSetAside() {
        assertThat(Fuzz.from(frames(Topics.EVENTS))
                        .against(expectingSerializationException(
                                Topics.EVENTS.name(),
                                serdes.of(Topics.EVENTS.codec()).deserializer())))
                .isGreaterThan(1000);
    }

    @Test
    void signalsAreReadOrSetAside() {
        Topic<Signal> signals = Topics.signals(Provider.LOCAL);

        assertThat(Fuzz.from(frames(signals))
                        .against(expectingSerializationException(
                                signals.name(), serdes.of(signals.codec()).deserializer())))
                .isGreaterThan(1000);
    }

    private static Fuzz.Parser expectingSerializationException(String topic, Deserializer<?> deserializer) {
        return input -> {
            try {
                deserializer.deserialize(topic, input);
            } catch (SerializationException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        };
    }

    private <V> List<byte[]> frames(Topic<V> topic) {
        Set<String> types = new HashSet<>();
        topic.codec().schemas().forEach(schema -> types.add(schema.getName()));
        List<byte[]> frames = new ArrayList<>();
        for (Golden<?> golden : GoldenValues.all()) {
            if (types.contains(golden.name().replaceFirst("-.*", ""))) {
                frames.add(frame(topic, golden));
            }
        }
        return frames;
    }

    private <V> byte[] frame(Topic<?> topic, Golden<V> golden) {
        return serdes.of(golden.codec()).serializer().serialize(topic.name(), golden.value());
    }

    /** With fields of every kind that this version does not know, among them lists of nothing at all. */
    private byte[] ofANewerPublisher() {
        SpecificRecord known = Topics.COMMANDS.codec().toAvro(ContractFixtures.requestBackup());
        Schema before = known.getSchema();
        List<Schema.Field> fields = new ArrayList<>();
        before.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema nothings = Schema.createArray(Schema.create(Schema.Type.NULL));
        Schema texts = Schema.createMap(Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("nothings", nothings, "", List.of()));
        fields.add(new Schema.Field("texts", texts, "", Map.of()));
        fields.add(new Schema.Field(
                "maybe",
                Schema.createUnion(Schema.create(Schema.Type.NULL), nothings, Schema.create(Schema.Type.BYTES)),
                "",
                JsonProperties.NULL_VALUE));
        Schema newer = Schema.createRecord(before.getName(), "", before.getNamespace(), false, fields);
        int id = serdes.registry().register("newer", newer);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        frame.writeBytes(AvroBytes.of(known));
        frame.writeBytes(UNKNOWN);
        return frame.toByteArray();
    }
}
