package io.lc2.backup.standalone.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.platform.StandaloneException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final Addresses ADDRESSES = new Addresses(
            7,
            URI.create("http://127.0.0.1:8480"),
            URI.create("http://127.0.0.1:8481"),
            URI.create("http://127.0.0.1:8482"),
            URI.create("http://127.0.0.1:8483"),
            "127.0.0.1:9092",
            URI.create("http://127.0.0.1:8081/apis/ccompat/v7"),
            new Addresses.Server("jdbc:postgresql://127.0.0.1:5432/postgres", "lc2", "node/database/password.secret"),
            new Addresses.Server("http://127.0.0.1:9000", "key", "node/s3/secret-key.secret"));

    @TempDir
    Path root;

    private DataDirectory data;

    @BeforeEach
    void open() {
        data = new DataDirectory(root.resolve("data"));
        data.prepare();
    }

    @Test
    void explainsTheSettingsOnceAndKeepsWhatTheUserWrote() throws IOException {
        assertThat(data.executorSettings()).content().contains("main", "s3", "password-file");

        Files.writeString(data.executorSettings(), "mine");
        data.prepare();

        assertThat(data.executorSettings()).hasContent("mine");
    }

    @Test
    void letsOneProcessRun() throws Exception {
        try (AutoCloseable lock = data.lock().orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(data.lock()).isEmpty();
            assertThat(data.isLocked()).isTrue();
        }

        assertThat(data.isLocked()).isFalse();
    }

    @Test
    void readsBackWhereEverythingIs() {
        data.write(ADDRESSES);

        assertThat(data.addresses()).contains(ADDRESSES);
        assertThat(root.resolve("data/run.env"))
                .hasContent("LC2_API_URL=http://127.0.0.1:8480\nLC2_CATALOG_URL=http://127.0.0.1:8481\n");
    }

    @Test
    void saysHowToGetRidOfAFileItCannotRead() throws IOException {
        Files.writeString(root.resolve("data/run.json"), "{");

        assertThatThrownBy(data::addresses)
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("delete it if nothing runs");
    }

    @Test
    void knowsItsProcessFromAnotherOfTheSameId() {
        ProcessMark self = ProcessMark.of(ProcessHandle.current());
        ProcessMark earlier = new ProcessMark(self.pid(), self.startedAt().minus(Duration.ofHours(1)));

        data.write(self);

        assertThat(data.process().flatMap(ProcessMark::process)).contains(ProcessHandle.current());
        assertThat(earlier.process()).isEmpty();
        assertThat(new ProcessMark(Long.MAX_VALUE, self.startedAt()).process()).isEmpty();
    }

    @Test
    void takesAFileThatSaysSomethingElseForNoProcess() throws IOException {
        Files.writeString(root.resolve("data/lc2.pid"), "12 yesterday");

        assertThat(data.process()).isEqualTo(Optional.empty());
        assertThat(new Background(data).running()).isEmpty();
    }

    @Test
    void forgetsWhatRan() {
        data.write(ADDRESSES);
        data.write(ProcessMark.of(ProcessHandle.current()));

        data.forget();

        assertThat(data.addresses()).isEmpty();
        assertThat(data.process()).isEmpty();
    }
}
