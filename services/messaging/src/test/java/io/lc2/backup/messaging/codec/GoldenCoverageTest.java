package io.lc2.backup.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lc2.backup.messaging.codec.GoldenValues.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/**
 * A contract without golden files is one that a later version may break unnoticed. {@link GoldenFilesTest} reads what {@link
 * GoldenValues} lists; this looks for what is missing there.
 */
class GoldenCoverageTest {

    private static final Path CONTRACTS = Path.of("../../schemas/src/main/avro");
    private static final String NAMESPACE = "io.lc2.backup.avro.";

    /**
     * A record that no other one is made of lies on a topic or in a store by itself, or is of no use; and so does one that
     * says who and when, even where a state carries it along.
     */
    @Test
    void everyRecordThatLiesSomewhereByItselfHasGoldenFiles() throws Exception {
        Set<String> parts = new HashSet<>();
        Set<String> wholes = new TreeSet<>();
        Set<String> messages = new TreeSet<>();
        for (Schema contract : contracts()) {
            if (contract.getType() == Schema.Type.RECORD) {
                wholes.add(contract.getName());
                contract.getFields().forEach(field -> collect(field.schema(), parts, contract.getName()));
                if (contract.getField("meta") != null) {
                    messages.add(contract.getName());
                }
            }
        }
        wholes.removeAll(parts);
        wholes.addAll(messages);

        assertThat(messages).hasSizeGreaterThan(20);
        assertThat(golden()).as("records of %s in GoldenValues", CONTRACTS).containsAll(wholes);
    }

    /** Some records are both: a work order carries the operation that is also in a store. */
    @Test
    void everyCodecHasGoldenFiles() {
        Set<String> codecs = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.lc2.backup").stream()
                        .filter(type -> type.isAssignableTo(Codec.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(codecs).hasSizeGreaterThan(5);
        assertThat(GoldenValues.all().stream()
                        .map(golden -> golden.codec().getClass().getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(codecs);
    }

    private static Set<String> golden() {
        return GoldenValues.all().stream()
                .map(Golden::name)
                .map(name -> name.replaceFirst("-.*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<Schema> contracts() throws IOException, ClassNotFoundException {
        Set<Schema> contracts = new HashSet<>();
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.avsc$", "");
                contracts.add(SpecificData.get().getSchema(Class.forName(NAMESPACE + name)));
            }
        }
        return contracts;
    }

    private static void collect(Schema schema, Set<String> parts, String user) {
        switch (schema.getType()) {
            case RECORD -> {
                // A tree of its own kind is still a whole.
                if (!schema.getName().equals(user)) {
                    parts.add(schema.getName());
                }
            }
            case ARRAY -> collect(schema.getElementType(), parts, user);
            case MAP -> collect(schema.getValueType(), parts, user);
            case UNION -> schema.getTypes().forEach(type -> collect(type, parts, user));
            default -> {}
        }
    }
}
