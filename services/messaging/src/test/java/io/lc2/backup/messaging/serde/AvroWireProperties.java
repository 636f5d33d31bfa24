package io.lc2.backup.messaging.serde;

import static io.lc2.backup.messaging.sample.SampleFixtures.TOPIC;
import static io.lc2.backup.messaging.sample.SampleFixtures.taken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.sample.SampleKind;
import io.lc2.backup.messaging.sample.SamplePart;
import io.lc2.backup.messaging.sample.SampleTaken;
import io.lc2.backup.messaging.sample.SampleTree;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.errors.SerializationException;

/** Whatever the bytes: either a record or a {@link SerializationException}, never anything else. */
class AvroWireProperties {

    private static final String SCOPE = "AvroWireProperties";
    private static final int IDS = 2;

    private static AvroWireSerializer serializer;
    private static AvroWireDeserializer deserializer;
    private static byte[] whole;

    @BeforeContainer
    static void connect() {
        SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://" + SCOPE));
        serializer = new AvroWireSerializer(registry);
        serializer.configure(Map.of(), false);
        deserializer = new AvroWireDeserializer(registry);
        deserializer.configure(Map.of(), false);
        whole = serializer.serialize(TOPIC, taken());
        registry.register("trees", SampleTree.getClassSchema());
    }

    @AfterContainer
    static void forget() {
        MockRegistryScopes.drop(SCOPE);
    }

    @Property(tries = 500)
    boolean readsOrRefusesAnyBytes(@ForAll byte[] bytes) {
        return readsOrRefuses(bytes);
    }

    @Property(tries = 2_000)
    boolean readsOrRefusesAnyContentOfAKnownSchema(
            @ForAll @IntRange(min = 1, max = IDS) int id, @ForAll @Size(max = 200) byte[] content) {
        return readsOrRefuses(ByteBuffer.allocate(5 + content.length)
                .put((byte) 0)
                .putInt(id)
                .put(content)
                .array());
    }

    @Property(tries = 2_000)
    boolean readsOrRefusesADamagedRecord(
            @ForAll @IntRange(min = 0, max = 1_000) int position, @ForAll byte with, @ForAll boolean cut) {
        byte[] damaged = whole.clone();
        damaged[position % damaged.length] = with;
        return readsOrRefuses(cut ? Arrays.copyOf(damaged, position % damaged.length) : damaged);
    }

    @Property(tries = 300)
    void returnsWhatWasWritten(
            @ForAll long mostBits,
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis,
            @ForAll @Size(max = 20) List<String> texts,
            @ForAll double ratio,
            @ForAll SampleKind kind,
            @ForAll byte[] digest) {
        List<String> encodable =
                texts.stream().filter(AvroWireProperties::hasUtf8).toList();
        SampleTaken record = SampleTaken.newBuilder(taken())
                .setId(new UUID(mostBits, millis))
                .setAt(Instant.ofEpochMilli(millis))
                .setName(String.join("/", encodable))
                .setBytes(mostBits)
                .setRatio(ratio)
                .setKind(kind)
                .setParts(encodable.stream()
                        .map(text -> new SamplePart(text, ByteBuffer.wrap(digest)))
                        .toList())
                .setNote(encodable.isEmpty() ? null : encodable.getFirst())
                .build();

        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, record)))
                .isEqualTo(record);
    }

    private static boolean readsOrRefuses(byte[] bytes) {
        try {
            return deserializer.deserialize(TOPIC, bytes) != null;
        } catch (SerializationException expected) {
            return true;
        }
    }

    // Half a surrogate pair is no text and has no UTF-8.
    private static boolean hasUtf8(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }
}
