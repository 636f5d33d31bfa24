package io.lc2.backup.messaging.serde;

import static io.lc2.backup.messaging.sample.SampleFixtures.TOPIC;
import static io.lc2.backup.messaging.sample.SampleFixtures.dropped;
import static io.lc2.backup.messaging.sample.SampleFixtures.taken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryUnavailableException;
import io.lc2.backup.messaging.sample.SampleDropped;
import io.lc2.backup.messaging.sample.SampleFixtures;
import io.lc2.backup.messaging.sample.SampleTree;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadBytesTest {

    private static final String SCOPE = "BadBytesTest";

    private SchemaRegistry registry;
    private AvroWireSerializer serializer;
    private AvroWireDeserializer deserializer;

    @BeforeEach
    void connect() {
        registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://" + SCOPE));
        serializer = new AvroWireSerializer(registry);
        serializer.configure(Map.of(), false);
        deserializer = new AvroWireDeserializer(registry);
        deserializer.configure(Map.of(AvroWireConfig.MAX_RECORD_BYTES, 10_000), false);
    }

    @AfterEach
    void forget() {
        MockRegistryScopes.drop(SCOPE);
    }

    @Test
    void saysThatTheFrameIsTruncated() {
        for (int length = 0; length < 5; length++) {
            assertThatReading(new byte[length])
                    .hasMessageContaining("truncated")
                    .hasMessageContaining(length + " bytes");
        }
    }

    @Test
    void saysWhichMagicByteItFound() {
        assertThatReading("{\"json\":1}".getBytes(UTF_8))
                .hasMessageContaining("0x7b")
                .hasMessageContaining(TOPIC)
                .hasMessageNotContaining("json");
    }

    @Test
    void saysWhichSchemaIdNobodyKnows() {
        assertThatReading(Frames.header(4711)).hasMessageContaining("4711").hasMessageContaining("does not know");
        assertThatReading(Frames.header(-2)).hasMessageContaining("-2");
    }

    @Test
    void saysThatTheRecordIsTruncatedWhereverItEnds() {
        byte[] whole = serializer.serialize(TOPIC, taken());

        for (int length = 5; length < whole.length; length++) {
            assertThatReading(Arrays.copyOf(whole, length)).hasMessageContaining("SampleTaken");
        }
        assertThatReading(Arrays.copyOf(whole, whole.length - 1)).hasMessageContaining("truncated");
    }

    @Test
    void saysThatBytesAreLeftOver() {
        byte[] whole = serializer.serialize(TOPIC, dropped());

        assertThatReading(Arrays.copyOf(whole, whole.length + 1)).hasMessageContaining("left over");
    }

    @Test
    void readsNothingLargerThanAllowed() {
        byte[] whole = serializer.serialize(TOPIC, new SampleDropped(SampleFixtures.ID, "x".repeat(10_000)));

        assertThatReading(whole)
                .hasMessageContaining(AvroWireConfig.MAX_RECORD_BYTES)
                .hasMessageContaining(whole.length + " bytes");
    }

    @Test
    void believesNoLengthLargerThanTheRecord() {
        byte[] whole = serializer.serialize(TOPIC, dropped());
        // The length of the first string, as a five-byte variable-length integer: two gigabytes.
        byte[] lying = ByteBuffer.allocate(12)
                .put(whole, 0, 5)
                .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                .array();

        assertThatReading(lying).hasMessageContaining("SampleDropped");
    }

    @Test
    void survivesEndlessNesting() {
        registry.register("trees", SampleTree.getClassSchema());
        byte[] deep = new byte[10_000];
        Arrays.fill(deep, (byte) 2);
        System.arraycopy(Frames.header(1), 0, deep, 0, 5);
        deserializer.configure(Map.of(), false);
        byte[] deeper = new byte[1_000_000];
        Arrays.fill(deeper, (byte) 2);
        System.arraycopy(Frames.header(1), 0, deeper, 0, 5);

        assertThatReading(deep).hasMessageContaining("SampleTree");
        assertThatReading(deeper).hasMessageContaining("nested too deeply");
    }

    @Test
    void keepsThePayloadOutOfTheMessageAndTheCauses() {
        Schema schema = SchemaBuilder.record(SampleDropped.class.getName())
                .fields()
                .requiredString("id")
                .requiredString("reason")
                .endRecord();
        int id = registry.register("anywhere", schema);
        byte[] bytes = Frames.of(id, schema, record -> {
            record.put("id", "s3cret");
            record.put("reason", "none");
        });

        assertThatReading(bytes)
                .hasMessageContaining("does not fit")
                .hasNoCause()
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @Test
    void saysThatTheWritersSchemaCannotBeReadAsTheClass() {
        Schema schema = SampleFixtures.incompatible().getSchema();
        int id = registry.register("anywhere", schema);

        assertThatReading(Frames.of(id, schema, record -> record.put("id", 1)))
                .hasMessageContaining("does not fit the schemas (AvroTypeException)");
    }

    @Test
    void doesNotBlameTheRecordForARegistryThatIsAway() throws Exception {
        String away;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = "http://127.0.0.1:" + socket.getLocalPort();
        }
        try (AvroWireDeserializer lonely = new AvroWireDeserializer()) {
            lonely.configure(Map.of("schema.registry.url", away), false);

            assertThatThrownBy(() -> lonely.deserialize(TOPIC, Frames.header(1)))
                    .isInstanceOf(SchemaRegistryUnavailableException.class)
                    .isNotInstanceOf(SerializationException.class);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatReading(byte[] data) {
        return assertThatThrownBy(() -> deserializer.deserialize(TOPIC, data))
                .isInstanceOf(SerializationException.class);
    }
}
