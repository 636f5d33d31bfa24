package io.lc2.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.LocalExecutorSettings.StoreType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class CatalogSettingsTest {

    @Test
    void hasDefaultsForOneMachine() {
        CatalogSettings settings = bind(Map.of());

        assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.fold().applicationId()).isEqualTo("lc2-catalog");
        assertThat(settings.fold().commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.database().schema()).isEqualTo("catalog");
        assertThat(settings.projection().batch()).isEqualTo(500);
        assertThat(settings.progress().clients()).isEqualTo(200);
        assertThat(settings.archive())
                .isEqualTo(new CatalogSettings.Archive(false, Duration.ofHours(1), null, "lc2-backups"));
    }

    @Test
    void takesEveryValue() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bootstrap-servers", "k:1");
        values.put("schema-registry-url", "http://r:1");
        values.put("client.security.protocol", "SSL");
        values.put("partitions", "8");
        values.put("retry-after", "7s");
        values.put("longest-rebuild", "1h");
        values.put("fold.application-id", "other");
        values.put("fold.state-dir", "/state");
        values.put("fold.threads", "2");
        values.put("fold.commit-interval", "50ms");
        values.put("fold.instance-id", "catalog-0");
        values.put("fold.cache", "1MB");
        values.put("fold.block-cache", "2MB");
        values.put("fold.write-buffers", "3MB");
        values.put("database.url", "jdbc:postgresql://p/x");
        values.put("database.username", "u");
        values.put("database.password", "secret");
        values.put("database.schema", "s");
        values.put("database.connections", "3");
        values.put("database.connect-timeout", "1s");
        values.put("database.answer-timeout", "2s");
        values.put("projection.batch", "5");
        values.put("projection.poll", "6ms");
        values.put("projection.first-backoff", "7ms");
        values.put("projection.longest-backoff", "8ms");
        values.put("progress.clients", "9");
        values.put("progress.pause", "300ms");
        values.put("progress.heartbeat", "1s");
        values.put("progress.longest", "2s");
        values.put("archive.enabled", "true");
        values.put("archive.interval", "5m");
        values.put("archive.bucket", "b");
        values.put("archive.store.type", "filesystem");
        values.put("archive.store.root", "/backups");

        CatalogSettings settings = bind(values);

        assertThat(settings)
                .isEqualTo(new CatalogSettings(
                        "k:1",
                        "http://r:1",
                        Map.of("security.protocol", "SSL"),
                        8,
                        new CatalogSettings.Fold(
                                "other",
                                Path.of("/state"),
                                2,
                                Duration.ofMillis(50),
                                "catalog-0",
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                DataSize.ofMegabytes(3)),
                        new CatalogSettings.Database(
                                "jdbc:postgresql://p/x",
                                "u",
                                "secret",
                                "s",
                                3,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2)),
                        new CatalogSettings.Projection(
                                5, Duration.ofMillis(6), Duration.ofMillis(7), Duration.ofMillis(8)),
                        new CatalogSettings.Progress(
                                9, Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        Duration.ofSeconds(7),
                        Duration.ofHours(1),
                        new CatalogSettings.Archive(
                                true,
                                Duration.ofMinutes(5),
                                new Store(
                                        StoreType.FILESYSTEM,
                                        null,
                                        "us-east-1",
                                        null,
                                        null,
                                        null,
                                        true,
                                        Path.of("/backups")),
                                "b")));
        assertThat(settings.toString()).doesNotContain("secret", "SSL");
    }

    @Test
    void refusesProgressFasterThanClientsCanUse() {
        assertThatThrownBy(() -> bind(Map.of("progress.pause", "10ms"))).hasStackTraceContaining("pause");
    }

    private static CatalogSettings bind(Map<String, String> values) {
        Map<String, String> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put("lc2.catalog." + key, value));
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(named))
                    .bindOrCreate(
                            "lc2.catalog",
                            org.springframework.boot.context.properties.bind.Bindable.of(CatalogSettings.class),
                            new ValidationBindHandler(validator));
        }
    }
}
