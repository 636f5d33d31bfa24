package io.lc2.backup.executor.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ProviderException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {

    private static final ArtifactDescription DUMP =
            new ArtifactDescription("database/a.zst", Component.DATABASE, "x+zstd");
    private static final ArtifactDescription PLAIN =
            new ArtifactDescription("database/a.json", Component.DATABASE, "application/json");
    private static final String KEY = "p/e/backups/b/database/a.zst";

    private final HeapStore store = new HeapStore();
    private final BackupFolder folder = new BackupFolder(store, "bucket", "p/e/backups/b/");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 3_000_000})
    void returnsTheBytesItWasGiven(int size) throws Exception {
        byte[] content = content(size);

        Artifact artifact = write(DUMP, content);

        byte[] stored = store.objects.get(KEY);
        assertThat(read(artifact)).isEqualTo(content);
        assertThat(artifact.originalBytes()).isEqualTo(size);
        assertThat(artifact.bytes()).isEqualTo(stored.length);
        assertThat(artifact.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(stored)));
        assertThat(Zstd.decompress(stored, size)).isEqualTo(content);
    }

    @Test
    void storesOtherMediaTypesAsTheyAre() throws Exception {
        Artifact artifact = write(PLAIN, "{}".getBytes());

        assertThat(store.objects.get("p/e/backups/b/database/a.json")).isEqualTo("{}".getBytes());
        assertThat(artifact.bytes()).isEqualTo(artifact.originalBytes()).isEqualTo(2);
        assertThat(read(artifact)).isEqualTo("{}".getBytes());
    }

    @Test
    void leavesNothingWithoutACommit() throws Exception {
        try (ArtifactWriter writer = ArtifactWriter.create(folder, DUMP)) {
            writer.stream().write(content(500_000));
        }

        assertThat(store.objects).isEmpty();
    }

    @Test
    void neverReplacesAnArtifactOfAnotherAttempt() throws Exception {
        Artifact first = write(DUMP, content(1000));

        assertFailure(() -> write(DUMP, content(2000)), FailureCode.SOURCE_CHANGED, "database/a.zst");

        assertThat(read(first)).isEqualTo(content(1000));
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        Artifact artifact = write(DUMP, content(2_000_000));
        store.breakAfter = 100_000;

        assertThat(read(artifact)).isEqualTo(content(2_000_000));
        assertThat(store.reads).hasValueGreaterThan(3);
    }

    @Test
    void givesUpAConnectionThatNeverDeliversAnything() throws Exception {
        Artifact artifact = write(DUMP, content(1000));
        store.breakAfter = 0;

        assertFailure(() -> read(artifact), FailureCode.CONNECTION_FAILED, "connection reset");
        assertThat(store.reads).hasValueLessThan(20);
    }

    @Test
    void refusesAnArtifactThatIsGone() throws Exception {
        Artifact artifact = write(DUMP, content(1000));
        store.objects.clear();

        assertFailure(() -> read(artifact), FailureCode.OBJECT_NOT_FOUND, "database/a.zst");
    }

    @Test
    void refusesATruncatedArtifact() throws Exception {
        Artifact artifact = write(DUMP, content(300_000));
        store.objects.compute(KEY, (key, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));

        assertFailure(() -> read(artifact), FailureCode.VALIDATION_FAILED, "bytes");
    }

    @Test
    void refusesEveryFlippedBit() throws Exception {
        Artifact artifact = write(DUMP, content(3_000));
        byte[] intact = store.objects.get(KEY).clone();
        for (int at = 0; at < intact.length; at += 7) {
            byte[] flipped = intact.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            store.objects.put(KEY, flipped);

            assertFailure(() -> read(artifact), FailureCode.VALIDATION_FAILED, "database/a.zst");
        }
    }

    @Test
    void refusesAnotherArtifactOfTheSameSize() throws Exception {
        Artifact json = write(PLAIN, "{\"a\":1}".getBytes());
        store.objects.put("p/e/backups/b/database/a.json", "{\"a\":2}".getBytes());

        assertFailure(() -> read(json), FailureCode.VALIDATION_FAILED, "SHA-256");
    }

    private Artifact write(ArtifactDescription description, byte[] content) throws IOException {
        try (ArtifactWriter writer = ArtifactWriter.create(folder, description)) {
            writer.stream().write(content);
            return writer.commit();
        }
    }

    private byte[] read(Artifact artifact) throws IOException {
        try (ArtifactReader reader = ArtifactReader.open(folder, artifact)) {
            return reader.readAllBytes();
        }
    }

    private static void assertFailure(ThrowingCallable call, FailureCode code, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    /** Half of it compresses. */
    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        Arrays.fill(bytes, 0, size / 2, (byte) 'x');
        return bytes;
    }
}
