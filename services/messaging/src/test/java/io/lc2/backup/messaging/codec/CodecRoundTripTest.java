package io.lc2.backup.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {

    private static final int VALUES = 2_000;
    private static final long SEED = 20261121;

    static Stream<Arguments> codecs() {
        return Stream.of(
                Arguments.of(BackupCommand.class, new BackupCommandCodec()),
                Arguments.of(BackupEvent.class, new BackupEventCodec()),
                Arguments.of(Signal.class, new SignalCodec()),
                Arguments.of(OperationState.class, new OperationStateCodec()),
                Arguments.of(RecoveryPoint.class, new RecoveryPointCodec()),
                Arguments.of(PolicyState.class, new PolicyStateCodec()),
                Arguments.of(HandledCommand.class, new HandledCommandCodec()),
                Arguments.of(CatalogEntry.class, new CatalogEntryCodec()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codecs")
    <V> void readsWhatItWrote(Class<V> type, Codec<V> codec) {
        Set<String> written = new HashSet<>();
        Set<Class<?>> kinds = new HashSet<>();
        DomainValues values = new DomainValues(SEED);

        for (int i = 0; i < VALUES; i++) {
            V value = values.any(type);
            SpecificRecord record = codec.toAvro(value);
            byte[] bytes = AvroBytes.of(record);

            V read = codec.fromAvro(AvroBytes.read(record.getClass(), record.getSchema(), bytes));

            assertThat(read).as("value %d", i).isEqualTo(value);
            assertThat(AvroBytes.of(codec.toAvro(read))).as("value %d", i).isEqualTo(bytes);
            written.add(record.getSchema().getFullName());
            kinds.add(value.getClass());
        }

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        codec.schemas().stream().map(Schema::getFullName).toList());
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(leaves(type));
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(leaves(permitted));
        }
        return leaves;
    }
}
