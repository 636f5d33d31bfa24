package io.lc2.backup.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.standalone.platform.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void removesAllOfItAtTheEnd() throws IOException {
        try (DemoDirectory directory = DemoDirectory.create(parent, 0, false)) {
            Files.writeString(
                    Files.createDirectories(directory.path().resolve("a/b")).resolve("file"), "x");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void keepsWhatIsToBeKept() {
        DemoDirectory kept = DemoDirectory.create(parent, 0, true);
        kept.close();

        DemoDirectory.create(parent, 0, false).close();

        assertThat(kept.path()).isDirectory();
    }

    @Test
    void removesWhatAKilledDemoLeftAndNothingElse() throws IOException {
        Path abandoned = Files.createDirectories(parent.resolve("demo-killed"));
        Files.createFile(abandoned.resolve("demo.lock"));
        Path foreign = Files.createDirectories(parent.resolve("demo-of-somebody"));
        try (DemoDirectory other = DemoDirectory.create(parent, 0, false)) {
            DemoDirectory.create(parent, 0, false).close();

            assertThat(abandoned).doesNotExist();
            assertThat(foreign).isDirectory();
            assertThat(other.path()).isDirectory();
        }
    }

    @Test
    void refusesADiskThatIsTooFull() {
        assertThatThrownBy(() -> DemoDirectory.create(parent, Long.MAX_VALUE, false))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContainingAll("MB free", "--work");
    }
}
