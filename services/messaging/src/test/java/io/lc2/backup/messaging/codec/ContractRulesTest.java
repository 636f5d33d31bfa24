package io.lc2.backup.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The rules of {@code schemas/README.md}, for every type a contract consists of. */
class ContractRulesTest {

    private final Map<String, Schema> types = new TreeMap<>();

    ContractRulesTest() {
        Stream.<Codec<?>>of(
                        new BackupCommandCodec(),
                        new BackupEventCodec(),
                        new SignalCodec(),
                        new OperationStateCodec(),
                        new RecoveryPointCodec(),
                        new PolicyStateCodec(),
                        new HandledCommandCodec(),
                        new CatalogEntryCodec())
                .flatMap(codec -> codec.schemas().stream())
                .forEach(this::collect);
    }

    @Test
    void everyTypeLivesInOneNamespaceAndIsDocumented() {
        assertThat(types.values())
                .hasSizeGreaterThan(70)
                .allSatisfy(type -> assertThat(type.getNamespace()).isEqualTo("io.lc2.backup.avro"))
                .allSatisfy(type -> assertThat(type.getDoc()).as(type.getName()).isNotBlank());
    }

    @Test
    void everyFieldIsDocumented() {
        assertThat(fields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @Test
    void everyNullableFieldIsNullByDefault() {
        assertThat(fields().filter(field -> field.schema().isUnion()))
                .isNotEmpty()
                .allSatisfy(
                        field -> assertThat(field.schema().getTypes().getFirst().getType())
                                .as(field.name())
                                .isEqualTo(Schema.Type.NULL))
                .allSatisfy(field ->
                        assertThat(field.schema().getTypes()).as(field.name()).hasSize(2))
                .allSatisfy(
                        field -> assertThat(field.defaultVal()).as(field.name()).isEqualTo(JsonProperties.NULL_VALUE));
    }

    @Test
    void everyEnumerationSaysWhatAnUnknownNameIs() {
        assertThat(types.values().stream().filter(type -> type.getType() == Schema.Type.ENUM))
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(type.getEnumDefault()).as(type.getName()).isEqualTo("UNKNOWN"))
                .allSatisfy(type ->
                        assertThat(type.getEnumSymbols()).as(type.getName()).startsWith("UNKNOWN"));
    }

    @Test
    void timesAreMillisecondsAndNothingElseIsCalledATime() {
        assertThat(fields().filter(field ->
                        field.name().endsWith("At") || field.name().endsWith("Time")))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(plain(field.schema()).getLogicalType())
                        .as(field.name())
                        .isNotNull()
                        .extracting(type -> type.getName())
                        .isEqualTo("timestamp-millis"));
    }

    private Stream<Schema.Field> fields() {
        return types.values().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type -> type.getFields().stream());
    }

    private static Schema plain(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> types.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }
}
