package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.artifacts.ArtifactDescription;
import io.lc2.backup.executor.artifacts.ArtifactReader;
import io.lc2.backup.executor.artifacts.ArtifactWriter;
import io.lc2.backup.executor.spi.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No dump that lost something passes, not even one whose checksum was recorded after it had lost it. */
@ExtendWith(EmbeddedServerExtension.class)
class DumpValidationIT {

    private PostgresFixture fixture;
    private String database;
    private StepResult dump;
    private int changes;

    @BeforeEach
    void dump(EmbeddedDatabase server) throws Exception {
        fixture = new PostgresFixture(server);
        database = fixture.create(
                "valid",
                "CREATE TABLE a (x int, y text)",
                "INSERT INTO a SELECT i, md5(i::text) FROM generate_series(1, 3000) i",
                "CREATE TABLE b (x int)",
                "INSERT INTO b VALUES (1)",
                "SELECT lo_from_bytea(0, 'abc')");
        dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
    }

    @Test
    void refusesStoredBytesThatChanged() {
        replaceStored(bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        });

        assertFails("database/");
    }

    @Test
    void refusesATruncatedArtifact() {
        replaceStored(bytes -> Arrays.copyOf(bytes, bytes.length - 10));

        assertFails("bytes");
    }

    @Test
    void refusesAnArtifactThatIsGone() {
        fixture.store.objects.keySet().removeIf(key -> key.endsWith(".pgdump.zst"));

        assertThatThrownBy(this::validate)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.OBJECT_NOT_FOUND));
    }

    @Test
    void refusesGarbageWithAnHonestChecksum() {
        StepResult garbage = withOriginal(bytes -> {
            new Random(1).nextBytes(bytes);
            return bytes;
        });

        assertFails(garbage, "dump-complete");
    }

    @Test
    void restoresNoGarbageWithAnHonestChecksum() {
        StepResult garbage = withOriginal(bytes -> {
            new Random(1).nextBytes(bytes);
            return bytes;
        });

        PostgresFixture.assertFails(
                () -> fixture.gateway().restore(fixture.restore(garbage), fixture.folder, fixture.control),
                FailureCode.VALIDATION_FAILED,
                "Restore from another backup");
        fixture.gateway().dropRestored("main", fixture.restoreId);
    }

    @Test
    void refusesAnEmptyDumpWithAnHonestChecksum() {
        assertFails(withOriginal(bytes -> new byte[0]), "dump-complete");
    }

    @Test
    void refusesATruncatedDumpWithAnHonestChecksum() {
        Random random = new Random(2);
        for (int round = 0; round < 30; round++) {
            StepResult truncated = withOriginal(bytes -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));

            assertFails(truncated, "dump-complete");
        }
    }

    @Test
    void refusesADumpThatLostARowWithAnHonestChecksum() {
        StepResult shorter = withOriginal(bytes -> {
            // Turns the end of a row into something else: the rows are one less, all lengths are right.
            int line = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\n2999\t");
            int end = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("2999\t");
            for (int at = Math.max(line, end); at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    bytes[at] = ' ';
                    return bytes;
                }
            }
            throw new AssertionError("no row found");
        });

        assertFails(shorter, "row-counts", "public.a has 2999 rows, recorded were 3000");
    }

    @Test
    void refusesADumpOfAnotherDatabase() throws Exception {
        PostgresFixture other = new PostgresFixture(fixture.server);
        String name = other.create("other", "CREATE TABLE c (x int)");
        StepResult foreign = other.gateway().dump(other.order(name), other.folder, other.control);
        byte[] original = read(other, foreign.artifacts().getFirst());

        assertFails(withOriginal(ours -> original), "dump-complete", "public.a");
    }

    private void replaceStored(UnaryOperator<byte[]> change) {
        fixture.store.objects.computeIfPresent(
                fixture.folder.key(dump.facts().get("dump." + database)), (key, bytes) -> change.apply(bytes));
    }

    /** A description of a dump of other bytes, right in itself. */
    private StepResult withOriginal(UnaryOperator<byte[]> change) {
        Artifact artifact = dump.artifacts().getFirst();
        Artifact described = write(change.apply(read(fixture, artifact)), artifact.path() + ".other" + changes++);
        Map<String, String> facts = new HashMap<>(dump.facts());
        facts.put("dump." + database, described.path());
        return new StepResult(0, 0, facts, List.of(described, dump.artifacts().get(1)), List.of());
    }

    private Artifact write(byte[] bytes, String path) {
        ArtifactDescription description = new ArtifactDescription(path, Component.DATABASE, DumpNames.MEDIA_TYPE);
        try (ArtifactWriter writer = ArtifactWriter.create(fixture.folder, description)) {
            writer.stream().write(bytes);
            return writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(PostgresFixture owner, Artifact artifact) {
        try (ArtifactReader reader = ArtifactReader.open(owner.folder, artifact)) {
            return reader.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StepResult validate() {
        return fixture.gateway().validate(fixture.order(database), dump, fixture.folder, fixture.control);
    }

    private void assertFails(String... texts) {
        assertFails(dump, texts);
    }

    private void assertFails(StepResult described, String... texts) {
        assertThatThrownBy(() ->
                        fixture.gateway().validate(fixture.order(database), described, fixture.folder, fixture.control))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.VALIDATION_FAILED))
                .hasMessageContainingAll(texts);
    }
}
