package io.lc2.backup.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositorySettingsTest {

    @TempDir
    private Path directory;

    @Test
    void putsTheArchiveWhereTheUserKeepsBackups() throws IOException {
        Path ours = Files.writeString(directory.resolve("embedded.yaml"), """
                lc2:
                  executor:
                    repository: {store: embedded, bucket: lc2-backups}
                    stores:
                      embedded: {type: s3, endpoint: 'http://127.0.0.1:9', access-key: a, secret-key-file: s.secret}
                """);
        Path theirs = Files.writeString(directory.resolve("executor.yaml"), """
                lc2:
                  executor:
                    repository: {store: disk, bucket: mine}
                    stores:
                      disk: {type: filesystem, root: /srv/backups}
                """);

        assertThat(RepositorySettings.arguments(List.of(ours, directory.resolve("missing.yaml"))))
                .containsExactly(
                        "--lc2.catalog.archive.enabled=true",
                        "--lc2.catalog.archive.bucket=lc2-backups",
                        "--lc2.catalog.archive.store.type=s3",
                        "--lc2.catalog.archive.store.endpoint=http://127.0.0.1:9",
                        "--lc2.catalog.archive.store.access-key=a",
                        "--lc2.catalog.archive.store.secret-key-file=s.secret");
        assertThat(RepositorySettings.arguments(List.of(ours, theirs)))
                .containsExactly(
                        "--lc2.catalog.archive.enabled=true",
                        "--lc2.catalog.archive.bucket=mine",
                        "--lc2.catalog.archive.store.type=filesystem",
                        "--lc2.catalog.archive.store.root=/srv/backups");
    }
}
