package io.lc2.backup.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.messaging.codec.GoldenValues.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 * What each version of the contracts wrote. Files are never changed: a contract that changes gets files in a newer folder of
 * what it writes then, and those of the older ones stay as what must be read. {@code -Dgolden.write} adds files that are
 * missing to the newest folder.
 */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Oldest first. */
    private static final List<String> VERSIONS = List.of("v1", "v2", "v3", "v4");

    static List<Golden<?>> values() {
        return GoldenValues.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void writesTheSameBytes(Golden<V> golden) throws IOException {
        SpecificRecord record = golden.codec().toAvro(golden.value());

        byte[] bytes = AvroBytes.of(record);

        add(golden.name() + ".avro", bytes);
        assertThat(bytes).isEqualTo(Files.readAllBytes(newest(golden.name() + ".avro")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void writesTheSameJson(Golden<V> golden) throws IOException {
        SpecificRecord record = golden.codec().toAvro(golden.value());

        String json = AvroBytes.json(record);

        add(golden.name() + ".json", json.getBytes(UTF_8));
        assertThat(json).isEqualTo(Files.readString(newest(golden.name() + ".json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void writesTheSameSchema(Golden<V> golden) throws IOException {
        Schema schema = golden.codec().toAvro(golden.value()).getSchema();
        byte[] text = (SchemaFormatter.format("json/pretty", schema) + "\n").getBytes(UTF_8);

        add(schema.getName() + ".avsc", text);
        assertThat(text).isEqualTo(Files.readAllBytes(newest(schema.getName() + ".avsc")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void readsTheBytesOfEveryVersion(Golden<V> golden) throws IOException {
        Class<? extends SpecificRecord> type =
                golden.codec().toAvro(golden.value()).getClass();
        for (Path file : everyVersion(golden.name() + ".avro")) {
            Schema written = writer(file, type.getSimpleName());

            SpecificRecord record = AvroBytes.read(type, written, Files.readAllBytes(file));

            assertThat(golden.codec().fromAvro(record)).as("%s", file).isEqualTo(golden.value());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <V> void staysCompatibleBothWaysWithEveryVersion(Golden<V> golden) throws IOException {
        Schema current = golden.codec().toAvro(golden.value()).getSchema();
        for (Path file : everyVersion(current.getName() + ".avsc")) {
            Schema old = new Schema.Parser().parse(file.toFile());

            assertThat(List.of(
                            SchemaCompatibility.checkReaderWriterCompatibility(current, old)
                                    .getType(),
                            SchemaCompatibility.checkReaderWriterCompatibility(old, current)
                                    .getType()))
                    .as("%s", file)
                    .containsOnly(SchemaCompatibilityType.COMPATIBLE);
        }
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

        for (String version : VERSIONS) {
            try (Stream<Path> files = Files.list(FOLDER.resolve(version))) {
                assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
                        .allMatch(name ->
                                names.contains(name) || names.stream().anyMatch(known -> known.startsWith(name + "-")));
            }
        }
    }

    /** The schema that was in force when a file was written: that of its version, or of the one before that has it. */
    private static Schema writer(Path file, String type) throws IOException {
        int version = VERSIONS.indexOf(file.getParent().getFileName().toString());
        for (int i = version; i >= 0; i--) {
            Path schema = FOLDER.resolve(VERSIONS.get(i)).resolve(type + ".avsc");
            if (Files.exists(schema)) {
                return new Schema.Parser().parse(schema.toFile());
            }
        }
        throw new AssertionError("no schema of " + file);
    }

    private static List<Path> everyVersion(String name) {
        List<Path> files = VERSIONS.stream()
                .map(version -> FOLDER.resolve(version).resolve(name))
                .filter(Files::exists)
                .toList();
        assertThat(files).as("files called %s", name).isNotEmpty();
        return files;
    }

    private static Path newest(String name) {
        return everyVersion(name).getLast();
    }

    /** Adds a file when there is none, or none that says the same. */
    private static void add(String name, byte[] content) throws IOException {
        if (!Boolean.getBoolean("golden.write")) {
            return;
        }
        Path latest = null;
        for (String version : VERSIONS) {
            Path file = FOLDER.resolve(version).resolve(name);
            latest = Files.exists(file) ? file : latest;
        }
        Path target = FOLDER.resolve(VERSIONS.getLast()).resolve(name);
        if (Files.notExists(target) && (latest == null || !Arrays.equals(Files.readAllBytes(latest), content))) {
            Files.createDirectories(target.getParent());
            Files.write(target, content);
        }
    }
}
