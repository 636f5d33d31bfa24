package io.lc2.backup.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

    private static final String URL = SchemaRegistryConfig.URL;

    @Test
    void hasBoundsByDefault() {
        RegistrySettings settings = RegistrySettings.from(Map.of(URL, "http://registry:8081"));

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.normalize()).isFalse();
        assertThat(settings.tls()).isNull();
        assertThat(settings.nodes()).extracting(RegistryNode::authorization).containsOnlyNulls();
    }

    @Test
    void takesSeveralAddressesAsTextOrAsList() {
        assertThat(RegistrySettings.from(Map.of(URL, "http://a:1/x/ , https://b"))
                        .nodes())
                .extracting(RegistryNode::toString)
                .containsExactly("http://a:1/x", "https://b");
        assertThat(RegistrySettings.from(Map.of(URL, List.of("http://a:1", "https://[::1]:2")))
                        .nodes())
                .extracting(RegistryNode::toString)
                .containsExactly("http://a:1", "https://[::1]:2");
    }

    @Test
    void takesUserAndPasswordFromTheAddressAndKeepsThemOutOfText() {
        RegistrySettings settings = RegistrySettings.from(Map.of(URL, "http://user:s3%40cret@registry:8081/v7"));

        assertThat(settings.nodes().getFirst().authorization()).isEqualTo("Basic dXNlcjpzM0BjcmV0");
        assertThat(settings.toString())
                .contains("http://registry:8081/v7")
                .doesNotContain("cret")
                .doesNotContain("dXNlcjpzM0BjcmV0");
    }

    @Test
    void prefersUserInfoAndThePrefixedKeys() {
        RegistrySettings settings = RegistrySettings.from(Map.of(
                URL,
                "http://other:other@registry",
                "schema.registry.basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                "u:unprefixed",
                "schema.registry.basic.auth.user.info",
                "u:prefixed",
                "schema.registry.http.read.timeout.ms",
                "1500"));

        assertThat(settings.nodes().getFirst().authorization()).isEqualTo("Basic dTpwcmVmaXhlZA==");
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "registry:8081",
                "ftp://user:s3cret@registry",
                "http://user:s3cret@regi stry",
                "http://user:s3cret@/path",
                "mock://a,http://user:s3cret@registry"
            })
    void refusesAWrongAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(URL, url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(URL)
                .hasNoCause()
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @Test
    void refusesToStartWithoutAnAddress() {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(URL);
    }

    @Test
    void refusesCredentialsItCannotUse() {
        assertThatThrownBy(() -> RegistrySettings.from(
                        Map.of(URL, "http://registry", SchemaRegistryConfig.BASIC_AUTH_SOURCE, "SASL_INHERIT")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("USER_INFO");
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(
                        URL,
                        "http://registry",
                        SchemaRegistryConfig.BASIC_AUTH_SOURCE,
                        "USER_INFO",
                        SchemaRegistryConfig.BASIC_AUTH_USER_INFO,
                        "nocolon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("nocolon");
    }

    @Test
    void leavesTheBrokersTrustStoreAlone() {
        assertThat(RegistrySettings.from(Map.of(URL, "https://registry", "ssl.truststore.location", "/nowhere"))
                        .tls())
                .isNull();
    }

    @Test
    void readsItsOwnTrustStore(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        Map<String, Object> config = Map.of(
                URL,
                "https://registry",
                "schema.registry.ssl.truststore.location",
                file.toString(),
                "schema.registry.ssl.truststore.type",
                "PKCS12",
                "schema.registry.ssl.truststore.password",
                "changeit");

        assertThat(RegistrySettings.from(config).tls()).isNotNull();
    }

    @Test
    void saysWhichSettingsToCheckWhenTheTrustStoreCannotBeRead(@TempDir Path directory) {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(
                        URL,
                        "https://registry",
                        "schema.registry.ssl.truststore.location",
                        directory.resolve("none.jks").toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.ssl.*");
    }
}
