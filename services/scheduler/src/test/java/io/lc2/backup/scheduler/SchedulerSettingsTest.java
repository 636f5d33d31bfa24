package io.lc2.backup.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchedulerSettingsTest {

    @Test
    void hasDefaultsForEverything() {
        assertThat(bind(Map.of()))
                .isEqualTo(new SchedulerSettings(
                        "127.0.0.1:9092",
                        "http://127.0.0.1:8081",
                        Map.of(),
                        Path.of("state/scheduler"),
                        null,
                        48,
                        1,
                        Duration.ofMillis(50),
                        200,
                        Duration.ofDays(1),
                        Duration.ofSeconds(10)));
    }

    @Test
    void takesWhatIsSetAndShowsNoSecret() {
        SchedulerSettings settings = bind(Map.ofEntries(
                Map.entry("bootstrap-servers", "kafka:9093"),
                Map.entry("schema-registry-url", "http://registry"),
                Map.entry("client[sasl.jaas.config]", "s3cret"),
                Map.entry("state-directory", "elsewhere"),
                Map.entry("instance-id", "scheduler-0"),
                Map.entry("partitions", "12"),
                Map.entry("threads", "2"),
                Map.entry("tick", "1s"),
                Map.entry("policies-per-project", "7"),
                Map.entry("retention-interval", "6h"),
                Map.entry("session-timeout", "6s")));

        assertThat(settings)
                .isEqualTo(new SchedulerSettings(
                        "kafka:9093",
                        "http://registry",
                        Map.of("sasl.jaas.config", "s3cret"),
                        Path.of("elsewhere"),
                        "scheduler-0",
                        12,
                        2,
                        Duration.ofSeconds(1),
                        7,
                        Duration.ofHours(6),
                        Duration.ofSeconds(6)));
        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("s3cret");
        assertThat(SchedulerWiring.of(settings).toString())
                .contains("sasl.jaas.config")
                .doesNotContain("s3cret");
        assertThat(SchedulerWiring.of(settings).loop().policiesPerProject()).isEqualTo(7);
        assertThat(SchedulerWiring.of(settings).loop().retentionInterval()).isEqualTo(Duration.ofHours(6));
    }

    private static SchedulerSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", SchedulerSettings.class);
    }
}
