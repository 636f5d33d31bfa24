package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.local.LocalExecutorSettings.Database;
import io.lc2.backup.local.LocalExecutorSettings.Limits;
import io.lc2.backup.local.LocalExecutorSettings.Repository;
import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.LocalExecutorSettings.StoreType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LocalExecutorSettingsTest {

    @Test
    void hasDefaultsForAllButServersAndStores() {
        assertThat(bind(Map.of()))
                .isEqualTo(new LocalExecutorSettings(
                        "127.0.0.1:9092",
                        "http://127.0.0.1:8081",
                        Map.of(),
                        Path.of("state/executor-local"),
                        null,
                        48,
                        null,
                        new Limits(2, 10, 5, 5, 100),
                        Duration.ofDays(30),
                        Duration.ofDays(7),
                        new Repository("s3", "lc2-backups"),
                        Map.of(),
                        Map.of()));
    }

    @Test
    void takesWhatIsSet() {
        LocalExecutorSettings settings = bind(Map.ofEntries(
                Map.entry("bootstrap-servers", "kafka:9093"),
                Map.entry("schema-registry-url", "http://registry"),
                Map.entry("client[security.protocol]", "SSL"),
                Map.entry("state-directory", "elsewhere"),
                Map.entry("instance-id", "executor-0"),
                Map.entry("partitions", "12"),
                Map.entry("tools-directory", "tools"),
                Map.entry("limits.backups-per-project", "1"),
                Map.entry("limits.backups", "3"),
                Map.entry("limits.restores", "4"),
                Map.entry("limits.maintenance", "6"),
                Map.entry("limits.queued-per-project", "7"),
                Map.entry("deletion-grace", "7d"),
                Map.entry("pool-grace", "3d"),
                Map.entry("repository.store", "files"),
                Map.entry("repository.bucket", "kept"),
                Map.entry("databases.main.host", "db"),
                Map.entry("databases.main.port", "5433"),
                Map.entry("databases.main.user", "backup"),
                Map.entry("databases.main.password-file", "password"),
                Map.entry("databases.main.databases", "lportal,extra"),
                Map.entry("databases.main.maintenance-database", "template1"),
                Map.entry("databases.main.ssl-mode", "verify-full"),
                Map.entry("stores.files.type", "filesystem"),
                Map.entry("stores.files.root", "library"),
                Map.entry("stores.s3.type", "s3"),
                Map.entry("stores.s3.endpoint", "https://s3.example.com"),
                Map.entry("stores.s3.region", "eu-central-1"),
                Map.entry("stores.s3.access-key", "reader"),
                Map.entry("stores.s3.secret-key-env", "S3_SECRET"),
                Map.entry("stores.s3.path-style", "false")));

        assertThat(settings)
                .isEqualTo(new LocalExecutorSettings(
                        "kafka:9093",
                        "http://registry",
                        Map.of("security.protocol", "SSL"),
                        Path.of("elsewhere"),
                        "executor-0",
                        12,
                        Path.of("tools"),
                        new Limits(1, 3, 4, 6, 7),
                        Duration.ofDays(7),
                        Duration.ofDays(3),
                        new Repository("files", "kept"),
                        Map.of(
                                "main",
                                new Database(
                                        "db",
                                        5433,
                                        "backup",
                                        null,
                                        Path.of("password"),
                                        List.of("lportal", "extra"),
                                        "template1",
                                        "verify-full")),
                        Map.of(
                                "files",
                                new Store(
                                        StoreType.FILESYSTEM,
                                        null,
                                        "us-east-1",
                                        null,
                                        null,
                                        null,
                                        true,
                                        Path.of("library")),
                                "s3",
                                new Store(
                                        StoreType.S3,
                                        URI.create("https://s3.example.com"),
                                        "eu-central-1",
                                        "reader",
                                        "S3_SECRET",
                                        null,
                                        false,
                                        null))));
    }

    @Test
    void showsNoValueOfAClientSetting() {
        assertThat(bind(Map.of("client[sasl.jaas.config]", "password=very-secret"))
                        .toString())
                .contains("sasl.jaas.config")
                .doesNotContain("very-secret");
    }

    @Test
    void namesTheStoresThereAreWhenTheRepositoryIsInNone() {
        LocalExecutorSettings settings = bind(
                Map.of("repository.store", "flies", "stores.files.type", "filesystem", "stores.files.root", "library"));

        assertThatThrownBy(() -> new LocalStores(settings, Map.of()).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lc2.executor.repository.store is flies")
                .hasMessageContaining("[files]");
    }

    @Test
    void namesTheSettingAStoreLacks() {
        LocalExecutorSettings settings = bind(Map.of("repository.store", "files", "stores.files.type", "filesystem"));

        assertThatThrownBy(() -> new LocalStores(settings, Map.of()).close())
                .hasMessageContaining("lc2.executor.stores.files.root is not set");
    }

    private static LocalExecutorSettings bind(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>();
        values.forEach((key, value) -> all.put("lc2.executor." + key, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("lc2.executor", LocalExecutorSettings.class);
    }
}
