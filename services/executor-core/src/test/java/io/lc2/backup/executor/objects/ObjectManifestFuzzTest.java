package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.embedded.testing.Fuzz;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the disk made of a manifest: it is read, or it is damaged; it never ends the executor. */
class ObjectManifestFuzzTest {

    @Test
    void isAManifestOrDamaged() throws IOException {
        long inputs = Fuzz.from(List.of(golden("v1"), golden("v2"), written(3), written(200)))
                .against(input -> {
                    // As from a store: a stream whose length Avro does not know.
                    try (ObjectManifestReader reader =
                            new ObjectManifestReader(new FilterInputStream(new ByteArrayInputStream(input)) {}, "")) {
                        reader.before();
                        reader.forEachRemaining(
                                object -> assertThat(object.key()).isNotNull());
                    } catch (PermanentProviderException expected) {
                        assertThat(expected.code()).isEqualTo(FailureCode.MANIFEST_INVALID);
                    }
                });

        assertThat(inputs).isGreaterThan(500);
    }

    private static byte[] golden(String version) throws IOException {
        try (InputStream in = ObjectManifestFuzzTest.class.getResourceAsStream("objects-" + version + ".avro")) {
            return in.readAllBytes();
        }
    }

    private static byte[] written(int objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectManifestWriter writer = new ObjectManifestWriter(out, "fuzz")) {
            IntStream.range(0, objects)
                    .mapToObj(i -> new StoredObject(
                            "key-%06d".formatted(i),
                            i,
                            "etag",
                            "ab".repeat(32),
                            new ObjectMetadata("text/plain", Map.of("a", "b")),
                            StoredObject.pathOf("key" + i, "etag"),
                            "",
                            null,
                            "v" + i,
                            i % 2 == 0))
                    .forEach(writer::add);
        }
        return out.toByteArray();
    }
}
