package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeArchiveIT {

    @TempDir
    Path dir;

    @Test
    void unpacksOnceForManyWhoAskAtTheSameTime() throws Exception {
        Path archive = archive("server-1.0.tar.gz");
        Path cache = dir.resolve("cache");
        List<Path> found = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Path>> calls = Stream.generate(
                            () -> callers.submit(() -> new RuntimeArchive(archive, cache).unpacked()))
                    .limit(8)
                    .toList();
            for (Future<Path> call : calls) {
                found.add(call.get());
            }
        }

        assertThat(found).containsOnly(cache.resolve("server-1.0"));
        assertThat(cache.resolve("server-1.0/bin/run")).hasContent("#!/bin/sh");
        assertThat(cache).isDirectoryNotContaining("glob:**unpacking*");
    }

    @Test
    void leavesNothingOfABrokenArchive() throws Exception {
        Path archive = Files.writeString(dir.resolve("server-1.0.tar.gz"), "half a download");
        Path cache = dir.resolve("cache");

        assertThatThrownBy(() -> new RuntimeArchive(archive, cache).unpacked())
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("tar");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void saysHowToGetADistributionThatIsMissing() {
        assertThatThrownBy(() -> RuntimeArchive.of("oracle"))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("embedded-runtime");
    }

    private Path archive(String name) throws Exception {
        Path bin = Files.createDirectories(dir.resolve("content/bin"));
        Files.writeString(bin.resolve("run"), "#!/bin/sh");
        Path archive = dir.resolve(name);
        ChildProcess.run(
                List.of(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        dir.resolve("content").toString(),
                        "bin"),
                dir,
                dir.resolve("tar.log"),
                Duration.ofSeconds(10));
        return archive;
    }
}
