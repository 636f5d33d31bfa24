package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.LiferayFiles;
import io.lc2.backup.executor.references.ReferenceWriter;
import io.lc2.backup.executor.references.References;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final BackupFolder folder = LibraryFixtures.folder(store);

    @Test
    void readsBackWhatItWrote() {
        List<String> keys = List.of("a\\n", "a\nb", "a\rb\\", "größe +%", "日本", "🎉");

        assertThat(read(List.of(write("database/keys.zst", keys)))).isEqualTo(keys);
    }

    @Test
    void mergesTheKeysOfSeveralDatabases() {
        Artifact first = write("database/first.zst", List.of("a", "c", "c", "\uFFFD"));
        Artifact second = write("database/second.zst", List.of());
        Artifact third = write("database/third.zst", List.of("b", "c", "🎉"));

        assertThat(read(List.of(first, second, third))).containsExactly("a", "b", "c", "c", "c", "\uFFFD", "🎉");
    }

    @Test
    void refusesKeysThatChangedSinceTheyWereWritten() {
        Artifact keys = write("database/keys.zst", List.of("a", "b"));
        Artifact others = write("database/others.zst", List.of("a", "c"));
        store.put(folder.bucket(), folder.key(keys.path()), bytes(folder.key(others.path())), ObjectMetadata.NONE);

        assertThatThrownBy(() -> read(List.of(keys)))
                .isInstanceOfSatisfying(
                        PermanentProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.VALIDATION_FAILED));
    }

    @Test
    void findsTheKeysOfALayoutInTheResultOfADump() {
        Artifact keys = write("database/keys.zst", List.of("a"));
        StepResult dump = new StepResult(
                1,
                1,
                Map.of(
                        References.fact(LiferayFiles.S3_STORE, "lportal"),
                        keys.path(),
                        "dump.lportal",
                        "database/other"),
                List.of(keys),
                List.of());

        assertThat(References.of(dump, LiferayFiles.S3_STORE)).containsExactly(keys);
        assertThat(References.of(dump, LiferayFiles.ADVANCED_FILE_SYSTEM_STORE)).isEmpty();
    }

    private Artifact write(String path, List<String> keys) {
        try (ReferenceWriter writer = new ReferenceWriter(folder, path)) {
            keys.forEach(writer::add);
            return writer.commit();
        }
    }

    private List<String> read(List<Artifact> artifacts) {
        List<String> keys = new ArrayList<>();
        try (References references = References.open(folder, artifacts)) {
            references.forEachRemaining(keys::add);
        }
        return keys;
    }

    private byte[] bytes(String key) {
        try (var in = store.read(folder.bucket(), key, 0, -1)) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
