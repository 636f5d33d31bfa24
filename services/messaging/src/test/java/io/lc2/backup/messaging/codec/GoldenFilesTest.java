package io.lc2.backup.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.messaging.codec.GoldenValues.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What version 1 of the contracts wrote. Files are never changed: a contract that changes gets a folder {@code v2} of
 * what it writes then, and this folder stays as what must be read. {@code -Dgolden.write} adds files that are missing.
 */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/v1");

    static List<Golden<?>> values() {
        return GoldenValues.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void writesTheSameBytes(Golden<V> golden) throws IOException {
        SpecificRecord record = golden.codec().toAvro(golden.value());

        byte[] bytes = AvroBytes.of(record);

        add(golden, ".avro", bytes);
        assertThat(bytes).isEqualTo(Files.readAllBytes(file(golden, ".avro")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void writesTheSameJson(Golden<V> golden) throws IOException {
        SpecificRecord record = golden.codec().toAvro(golden.value());

        String json = AvroBytes.json(record);

        add(golden, ".json", json.getBytes(UTF_8));
        assertThat(json).isEqualTo(Files.readString(file(golden, ".json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void readsTheOldBytes(Golden<V> golden) throws IOException {
        SpecificRecord current = golden.codec().toAvro(golden.value());
        Schema old = oldSchema(current.getSchema());

        SpecificRecord record = AvroBytes.read(current.getClass(), old, Files.readAllBytes(file(golden, ".avro")));

        assertThat(golden.codec().fromAvro(record)).isEqualTo(golden.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void staysCompatibleBothWays(Golden<V> golden) throws IOException {
        Schema current = golden.codec().toAvro(golden.value()).getSchema();
        Schema old = oldSchema(current);

        assertThat(List.of(
                        SchemaCompatibility.checkReaderWriterCompatibility(current, old)
                                .getType(),
                        SchemaCompatibility.checkReaderWriterCompatibility(old, current)
                                .getType()))
                .containsOnly(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void coversEveryRecordType() {
        Set<String> covered = new HashSet<>();
        Set<String> contracts = new HashSet<>();

        for (Golden<?> golden : GoldenValues.all()) {
            covered.add(golden.name().replaceFirst("-.*", ""));
            golden.codec().schemas().forEach(schema -> contracts.add(schema.getName()));
        }

        assertThat(covered).isEqualTo(contracts);
    }

    @Test
    void holdsNoFileNobodyReads() throws IOException {
        List<String> names = GoldenValues.all().stream().map(Golden::name).toList();

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
                    .allMatch(name ->
                            names.contains(name) || names.stream().anyMatch(known -> known.startsWith(name + "-")));
        }
    }

    private static Schema oldSchema(Schema current) throws IOException {
        Path file = FOLDER.resolve(current.getName() + ".avsc");
        if (Boolean.getBoolean("golden.write") && Files.notExists(file)) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, SchemaFormatter.format("json/pretty", current) + "\n");
        }
        return new Schema.Parser().parse(file.toFile());
    }

    private static void add(Golden<?> golden, String kind, byte[] content) throws IOException {
        if (Boolean.getBoolean("golden.write") && Files.notExists(file(golden, kind))) {
            Files.createDirectories(FOLDER);
            Files.write(file(golden, kind), content);
        }
    }

    private static Path file(Golden<?> golden, String kind) {
        return FOLDER.resolve(golden.name() + kind);
    }
}
