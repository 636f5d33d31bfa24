package io.lc2.backup.commandapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class CommandApiSettingsTest {

    private static final CommandApiSettings DEFAULTS = new CommandApiSettings(
            URI.create("http://127.0.0.1:8481"),
            "127.0.0.1:9092",
            "http://127.0.0.1:8081",
            Map.of(),
            Duration.ofMillis(4500),
            Duration.ofSeconds(5),
            DataSize.ofKilobytes(256),
            10_000);

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void hasDefaults() {
        runner.run(
                context -> assertThat(context.getBean(CommandApiSettings.class)).isEqualTo(DEFAULTS));
    }

    @Test
    void documentsItsDefaultsInTheYaml() throws IOException {
        PropertySource<?> yaml = new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yaml", CommandApiSettings.class))
                .getFirst();

        runner.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(yaml))
                .run(context -> {
                    assertThat(context.getBean(CommandApiSettings.class)).isEqualTo(DEFAULTS);
                    assertThat(context.getEnvironment().getProperty("server.address"))
                            .isEqualTo("127.0.0.1");
                    assertThat(context.getEnvironment().getProperty("server.port"))
                            .isEqualTo("8480");
                });
    }

    @Test
    void takesEveryKey() {
        runner.withPropertyValues(
                        "lc2.command-api.catalog-url=https://backup.example/catalog",
                        "lc2.command-api.bootstrap-servers=a:1,b:2",
                        "lc2.command-api.schema-registry-url=https://registry.example",
                        "lc2.command-api.client.security.protocol=SSL",
                        "lc2.command-api.client.basic.auth.user.info=u:p",
                        "lc2.command-api.acknowledge-within=2s",
                        "lc2.command-api.retry-after=30s",
                        "lc2.command-api.max-body=1MB",
                        "lc2.command-api.remembered-keys=5")
                .run(context -> assertThat(context.getBean(CommandApiSettings.class))
                        .isEqualTo(new CommandApiSettings(
                                URI.create("https://backup.example/catalog"),
                                "a:1,b:2",
                                "https://registry.example",
                                Map.of("security.protocol", "SSL", "basic.auth.user.info", "u:p"),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                DataSize.ofMegabytes(1),
                                5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap-servers=",
                "schema-registry-url=",
                "acknowledge-within=10ms",
                "acknowledge-within=1h",
                "retry-after=0s",
                "remembered-keys=0",
            })
    void refusesValuesOutOfRange(String setting) {
        runner.withPropertyValues("lc2.command-api." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void showsNoSecrets() {
        CommandApiSettings settings = new CommandApiSettings(
                DEFAULTS.catalogUrl(),
                DEFAULTS.bootstrapServers(),
                "http://user:s3cret@registry",
                Map.of("sasl.jaas.config", "s3cret"),
                DEFAULTS.acknowledgeWithin(),
                DEFAULTS.retryAfter(),
                DEFAULTS.maxBody(),
                DEFAULTS.rememberedKeys());

        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("s3cret");
    }

    @EnableConfigurationProperties(CommandApiSettings.class)
    static class Settings {}
}
