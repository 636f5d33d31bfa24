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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ObjectManifestTest {

    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123Z");
    /** What the golden file of version 1 holds. */
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
                    null,
                    "",
                    false),
            new StoredObject(
                    "10158/😀", 1, "e", "", null, StoredObject.pathOf("10158/😀", "e"), "stored-etag", null, "", false),
            StoredObject.missing(new ObjectEntry("20200/deleted-meanwhile", 5, "e5", Instant.EPOCH)));

    @Test
    void readsBackWhatItWrote() throws IOException {
        byte[] file = write(OBJECTS);

        assertThat(read(file, Hashes.hex(Hashes.sha256().digest(file)))).isEqualTo(OBJECTS);
    }

    @Test
    void readsTheGoldenFileOfVersion1() throws IOException {
        assertThat(read(golden("v1"), "")).isEqualTo(OBJECTS);
        assertThat(opened("v1").storedIn()).isEqualTo(StoredIn.FOLDER);
    }

    @Test
    void readsTheGoldenFileOfVersion2() throws IOException {
        assertThat(read(golden("v2"), ""))
                .hasSize(11)
                .allMatch(object -> object.storedAt().startsWith(ObjectPool.FROM_BACKUP))
                .allMatch(object -> object.modifiedAt() != null)
                .noneMatch(StoredObject::extra);
        assertThat(opened("v2").storedIn()).isEqualTo(StoredIn.POOL);
        assertThat(opened("v2").asOf()).isNull();
    }

    @Test
    void readsTheGoldenFileOfVersion3AndStillWritesIt() throws IOException {
        List<StoredObject> objects = List.of(pooled("a", "v-1", false), pooled("b", "", true));
        ManifestHeader header = new ManifestHeader(StoredIn.POOL, T0);

        assertThat(read(golden("v3"), "")).isEqualTo(objects);
        assertThat(opened("v3").storedIn()).isEqualTo(StoredIn.POOL);
        assertThat(opened("v3").asOf()).isEqualTo(T0);
        assertThat(Hashes.hex(write(objects, header))).isEqualTo(Hashes.hex(golden("v3")));
    }

    @Test
    void closesAFileThatItRefuses() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new FilterInputStream(new ByteArrayInputStream(new byte[100])) {
            @Override
            public void close() throws IOException {
                closed.set(true);
                super.close();
            }
        };

        assertThatThrownBy(() -> new ObjectManifestReader(in, "")).isInstanceOf(PermanentProviderException.class);

        assertThat(closed).isTrue();
    }

    /** What Avro's own writer makes of the same entries. */
    @Test
    void encodesAsAvroDoes() throws IOException {
        List<StoredObject> objects = List.of(OBJECTS.get(0), OBJECTS.get(2), OBJECTS.get(4), pooled("z", "v-1", true));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        var generic = new GenericDatumWriter<GenericRecord>(ObjectManifestFormat.NEWEST.schema);
        BinaryEncoder byAvro = EncoderFactory.get().binaryEncoder(expected, null);
        BinaryEncoder byUs = EncoderFactory.get().binaryEncoder(actual, null);

        for (StoredObject object : objects) {
            generic.write(record(object), byAvro);
            new EntryEncoder().write(object, byUs);
        }
        byAvro.flush();
        byUs.flush();

        assertThat(Hashes.hex(actual.toByteArray())).isEqualTo(Hashes.hex(expected.toByteArray()));
    }

    private static GenericRecord record(StoredObject object) {
        ObjectMetadata metadata = object.metadata();
        GenericRecord row = new GenericData.Record(
                ObjectManifestFormat.NEWEST.schema.getTypes().get(0));
        row.put("key", object.key());
        row.put("bytes", object.bytes());
        row.put("etag", object.etag());
        row.put("sha256", object.sha256().isEmpty() ? null : object.sha256());
        row.put("contentType", metadata == null ? null : metadata.contentType());
        row.put("userMetadata", metadata == null ? null : new TreeMap<>(metadata.userMetadata()));
        row.put("storedAt", object.storedAt().isEmpty() ? null : object.storedAt());
        row.put("storedEtag", object.storedEtag().isEmpty() ? null : object.storedEtag());
        row.put(
                "modifiedAt",
                object.modifiedAt() == null ? null : object.modifiedAt().getEpochSecond());
        row.put("version", object.version().isEmpty() ? null : object.version());
        row.put("extra", object.extra());
        return row;
    }

    @Test
    void countsWhatIsExtra() throws IOException {
        byte[] file =
                write(List.of(pooled("a", "v-1", false), pooled("b", "", true)), new ManifestHeader(StoredIn.POOL, T0));

        try (ObjectManifestReader reader = new ObjectManifestReader(new ByteArrayInputStream(file), "")) {
            reader.forEachRemaining(object -> {});
            assertThat(reader.totals()).isEqualTo(new LibraryTotals(2, 10, 0, 1));
        }
    }

    @Test
    void refusesAPlaceThatLeadsElsewhere() {
        byte[] file = write(List.of(pooled("a", "", false)), ManifestHeader.FULL);

        assertThatThrownBy(() -> read(file, ""))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContaining("stored at " + ObjectPool.FROM_BACKUP);
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
        return new StoredObject(
                key, bytes, "etag", sha256, metadata, StoredObject.pathOf(key, "etag"), "", null, "", false);
    }

    private static StoredObject pooled(String key, String version, boolean extra) {
        return new StoredObject(
                key,
                5,
                "etag",
                "ab".repeat(32),
                null,
                ObjectPool.FROM_BACKUP + "ab/" + "ab".repeat(32),
                "",
                T0.truncatedTo(ChronoUnit.SECONDS),
                version,
                extra);
    }

    private static byte[] golden(String version) throws IOException {
        try (InputStream in = ObjectManifestTest.class.getResourceAsStream("objects-" + version + ".avro")) {
            return in.readAllBytes();
        }
    }

    private static ObjectManifestReader opened(String version) throws IOException {
        return new ObjectManifestReader(new ByteArrayInputStream(golden(version)), "");
    }

    private static byte[] write(List<StoredObject> objects) {
        return write(objects, ManifestHeader.FULL);
    }

    private static byte[] write(List<StoredObject> objects, ManifestHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectManifestWriter writer = new ObjectManifestWriter(out, "test", LibraryTotals.NONE, header)) {
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
