package io.lc2.backup.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateSerdesTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/lc2/backup/messaging/codec");

    static Stream<Arguments> serdes() {
        return Stream.of(
                Arguments.of(OperationState.class, StateSerdes.operations()),
                Arguments.of(RecoveryPoint.class, StateSerdes.recoveryPoints()),
                Arguments.of(HandledCommand.class, StateSerdes.handledCommands()),
                Arguments.of(CatalogEntry.class, StateSerdes.catalogEntries()));
    }

    static Stream<Schema> schemas() {
        return Stream.<Codec<?>>of(
                        new OperationStateCodec(),
                        new RecoveryPointCodec(),
                        new HandledCommandCodec(),
                        new CatalogEntryCodec(),
                        new PolicyStateCodec())
                .map(codec -> codec.schemas().getFirst());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serdes")
    <V> void readsWhatItStored(Class<V> type, Serde<V> serde) {
        DomainValues values = new DomainValues(7);

        for (int i = 0; i < 50; i++) {
            V value = values.any(type);
            byte[] stored = serde.serializer().serialize("store", value);

            assertThat(serde.deserializer().deserialize("store", stored)).isEqualTo(value);
        }
    }

    /** A schema that changes needs its next version as a file, or stores written with the old one become unreadable. */
    @ParameterizedTest
    @MethodSource("schemas")
    void carriesEverySchemaItEverWrote(Schema current) throws IOException {
        addVersion(current);

        assertThat(StateSchemas.of(current.getName())).containsKey(StateSchemas.fingerprint(current));
    }

    @Test
    void keepsNothingAsNothing() {
        assertThat(StateSerdes.operations().serializer().serialize("store", null))
                .isNull();
        assertThat(StateSerdes.operations().deserializer().deserialize("store", null))
                .isNull();
    }

    @Test
    void refusesASchemaItDoesNotKnow() {
        byte[] stored = StateSerdes.operations().serializer().serialize("store", ContractFixtures.backupAfter());
        stored[2]++;

        assertThatThrownBy(() -> StateSerdes.operations().deserializer().deserialize("store", stored))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("run the version that wrote it, or a newer one");
    }

    @Test
    void refusesDamagedBytes() {
        byte[] stored = StateSerdes.operations().serializer().serialize("store", ContractFixtures.backupAfter());
        byte[] cut = Arrays.copyOf(stored, stored.length - 5);

        assertThatThrownBy(() -> StateSerdes.operations().deserializer().deserialize("store", cut))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> StateSerdes.operations().deserializer().deserialize("store", new byte[] {0, 0, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("damaged");
    }

    private static void addVersion(Schema current) throws IOException {
        int version = StateSchemas.of(current.getName()).size() + 1;
        Path file = FOLDER.resolve(StateSchemas.file(current.getName(), version));
        boolean known = StateSchemas.of(current.getName()).containsKey(StateSchemas.fingerprint(current));
        if (Boolean.getBoolean("golden.write") && !known && Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", current) + "\n");
        }
    }
}
