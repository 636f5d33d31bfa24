package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.spi.BackupFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every version of a format that was ever written is in the sources as a backup; FrozenBackupIT restores them. */
class FrozenVersionsTest {

    private static final String HOW = "version of the format in " + FrozenFolder.ALL
            + "; add the backup of a new version by running FrozenBackupIT with -Dfrozen.write (README.md, Tests)";

    /** As an Avro container has it: name, length, value. */
    private static final Pattern VERSION = Pattern.compile("lc2\\.objects\\.version[\\x00-\\x1f](\\d+)");

    @Test
    void everyVersionOfTheManifestIsFrozen() throws IOException {
        Set<Integer> frozen = new TreeSet<>();
        for (FrozenFolder folder : FrozenFolder.all()) {
            frozen.add(new ObjectMapper()
                    .readTree(folder.find(BackupFolder.MANIFEST).toFile())
                    .path("formatVersion")
                    .asInt());
        }

        assertThat(frozen).as("manifests of every %s", HOW).isEqualTo(upTo(BackupManifest.FORMAT_VERSION));
    }

    @Test
    void everyVersionOfTheObjectManifestIsFrozen() throws IOException {
        Set<Integer> frozen = new TreeSet<>();
        for (FrozenFolder folder : FrozenFolder.all()) {
            Matcher version = VERSION.matcher(
                    new String(Files.readAllBytes(folder.find(LibraryManifest.PATH)), StandardCharsets.ISO_8859_1));
            assertThat(version.find()).isTrue();
            frozen.add(Integer.parseInt(version.group(1)));
        }

        assertThat(frozen).as("object manifests of every %s", HOW).isEqualTo(upTo(LibraryManifest.FORMAT_VERSION));
    }

    private static Set<Integer> upTo(int version) {
        return IntStream.rangeClosed(1, version).boxed().collect(Collectors.toSet());
    }
}
