package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferenceTest {

    @Test
    void readsAVariable() {
        assertThat(new SecretReference("main", "SECRET", null).read(Map.of("SECRET", "x")))
                .isEqualTo("x");
    }

    @Test
    void readsAFileAnewEachTimeSoThatItCanBeRotated(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "old\nsecond line");
        SecretReference reference = new SecretReference("main", null, file);
        assertThat(reference.read(Map.of())).isEqualTo("old");

        Files.writeString(file, "new\n");

        assertThat(reference.read(Map.of())).isEqualTo("new");
    }

    @Test
    void saysWhatIsMissingAndWhatToDo(@TempDir Path directory) {
        SecretReference reference = new SecretReference("main", null, directory.resolve("nothing"));

        assertThatThrownBy(() -> reference.read(Map.of()))
                .isInstanceOfSatisfying(PermanentProviderException.class, missing -> {
                    assertThat(missing.code()).isEqualTo(FailureCode.NOT_CONFIGURED);
                    assertThat(missing).hasMessageContaining("main").hasMessageContaining("cannot be read");
                    assertThat(missing.nextStep()).isNotBlank();
                });
    }

    @Test
    void wantsExactlyOnePlace(@TempDir Path directory) {
        assertThatThrownBy(() -> new SecretReference("main", null, null)).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> new SecretReference("main", "SECRET", directory))
                .hasMessageContaining("exactly one");
    }
}
