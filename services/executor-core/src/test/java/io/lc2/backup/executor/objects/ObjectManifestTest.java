package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectManifestTest {

    private static final List<StoredObject> OBJECTS = List.of(
            stored("10158/0", 0, ""),
            stored("10158/with space+%.pdf", 17, "ab".repeat(32)),
            new StoredObject(
                    "10158/ünïcode/漢字.txt",
                    1L << 33,
                    "etag-3",
                    "cd".repeat(32),
                    new ObjectMetadata("text/plain", Map.of("author", "Zoë", "a", "")),
                    StoredObject.pathOf("10158/ünïcode/漢字.txt", "etag-3"),
                    "",
                    null),
            new StoredObject("10158/😀", 1, "e", "", null, StoredObject.pathOf("10158/😀", "e"), "stored-etag", null),
            StoredObject.missing(new ObjectEntry("20200/deleted-meanwhile", 5, "e5", Instant.EPOCH)));

    @Test
    void readsBackWhatItWrote() throws IOException {
        byte[] file = write(OBJECTS);

        assertThat(read(file, Hashes.hex(Hashes.sha256().digest(file)))).isEqualTo(OBJECTS);
    }

    @Test
    void readsTheGoldenFileOfVersion1AndStillWritesIt() throws IOException {
        byte[] golden;
        try (InputStream in = getClass().getResourceAsStream("objects-v1.avro")) {
            golden = in.readAllBytes();
        }

        assertThat(read(golden, "")).isEqualTo(OBJECTS);
        assertThat(Hashes.hex(write(OBJECTS))).isEqualTo(Hashes.hex(golden));
    }

    @Test
    void holdsNoObjects() throws IOException {
        assertThat(read(write(List.of()), "")).isEmpty();
    }

    @Test
    void refusesKeysOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(List.of(stored("b", 1, ""), stored("a", 1, ""))))
                .withMessageContaining("a after b");
    }

    @Test
    void refusesAFileCutOffAnywhere() {
        byte[] file = write(IntStream.range(0, 20_000)
                .mapToObj(i -> stored("key-%06d".formatted(i), i, ""))
                .toList());

        for (int length : List.of(0, 3, 100, file.length / 2, file.length - 40, file.length - 1)) {
            assertThatThrownBy(() -> read(Arrays.copyOf(file, length), ""))
                    .as("cut to %d of %d bytes", length, file.length)
                    .isInstanceOfSatisfying(
                            PermanentProviderException.class,
                            e -> assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID));
        }
    }

    @Test
    void refusesAChangedByte() {
        byte[] file = write(OBJECTS);
        String sha256 = Hashes.hex(Hashes.sha256().digest(file));

        for (int i = 0; i < file.length; i += 41) {
            byte[] changed = file.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> read(changed, sha256))
                    .as("byte %d", i)
                    .isInstanceOfSatisfying(
                            PermanentProviderException.class,
                            e -> assertThat(e.code()).isEqualTo(FailureCode.MANIFEST_INVALID));
        }
    }

    @Test
    void callsABrokenConnectionTransient() {
        byte[] file = write(OBJECTS);
        InputStream breaking = new FilterInputStream(new ByteArrayInputStream(file)) {
            private int left = file.length / 2;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("reset by peer");
                }
                int n = super.read(buffer, offset, Math.min(length, left));
                left -= n;
                return n;
            }
        };

        assertThatThrownBy(() -> new ObjectManifestReader(breaking, "").forEachRemaining(o -> {}))
                .isInstanceOf(TransientProviderException.class)
                .hasMessageContaining("reset by peer");
    }

    @Test
    void namesTheVersionItCannotRead() {
        byte[] file = write(OBJECTS);
        byte[] key = ObjectManifestFormat.VERSION_KEY.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int at = indexOf(file, key) + key.length;
        file[at + 1] = '7';

        assertThatThrownBy(() -> read(file, ""))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContaining("version 7");
    }

    private static StoredObject stored(String key, long bytes, String sha256) {
        ObjectMetadata metadata = sha256.isEmpty() ? null : ObjectMetadata.NONE;
        return new StoredObject(key, bytes, "etag", sha256, metadata, StoredObject.pathOf(key, "etag"), "", null);
    }

    private static byte[] write(List<StoredObject> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectManifestWriter writer = new ObjectManifestWriter(out, "test")) {
            objects.forEach(writer::add);
        }
        return out.toByteArray();
    }

    private static List<StoredObject> read(byte[] file, String sha256) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        try (ObjectManifestReader reader = new ObjectManifestReader(new ByteArrayInputStream(file), sha256)) {
            reader.forEachRemaining(objects::add);
        }
        return objects;
    }

    private static int indexOf(byte[] file, byte[] part) {
        for (int i = 0; i < file.length - part.length; i++) {
            if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
