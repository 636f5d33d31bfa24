package io.lc2.backup.messaging.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The registry client's configuration, parsed once.
 *
 * @param nodes the addresses in order of preference; empty for a mock
 * @param mockScope the scope of a registry in memory, null for a real one
 * @param tls trust and identity for https, null for the JVM's defaults
 */
record RegistrySettings(
        List<RegistryNode> nodes,
        @Nullable String mockScope,
        Duration connectTimeout,
        Duration requestTimeout,
        boolean normalize,
        @Nullable SSLContext tls) {

    private static final String MOCK = "mock://";

    RegistrySettings {
        nodes = List.copyOf(nodes);
    }

    static RegistrySettings from(Map<String, ?> raw) {
        AbstractConfig config = new AbstractConfig(SchemaRegistryConfig.definition(), withoutPrefix(raw), false);
        List<String> addresses =
                addresses(config.getPassword(SchemaRegistryConfig.URL).value());
        String mockScope = mockScope(addresses);
        return new RegistrySettings(
                mockScope == null ? nodes(addresses, config) : List.of(),
                mockScope,
                Duration.ofMillis(config.getInt(SchemaRegistryConfig.CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getInt(SchemaRegistryConfig.REQUEST_TIMEOUT)),
                config.getBoolean(SchemaRegistryConfig.NORMALIZE),
                RegistryTls.context(config));
    }

    /** Prefixed keys win. Unprefixed ssl keys are the broker's: they are in the map when a producer's configuration is passed on. */
    private static Map<String, Object> withoutPrefix(Map<String, ?> raw) {
        Map<String, Object> result = new HashMap<>();
        raw.forEach((key, value) -> {
            if (value != null && !key.startsWith(SchemaRegistryConfig.SSL_PREFIX)) {
                result.put(key, value);
            }
        });
        raw.forEach((key, value) -> {
            if (value != null && key.startsWith(SchemaRegistryConfig.PREFIX) && !key.equals(SchemaRegistryConfig.URL)) {
                result.put(key.substring(SchemaRegistryConfig.PREFIX.length()), value);
            }
        });
        if (result.get(SchemaRegistryConfig.URL) instanceof Collection<?> list) {
            result.put(
                    SchemaRegistryConfig.URL, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return result;
    }

    private static List<String> addresses(String value) {
        List<String> result = Stream.of(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (result.isEmpty()) {
            throw new ConfigException(SchemaRegistryConfig.URL + " is empty; give at least one http(s) address");
        }
        return result;
    }

    private static @Nullable String mockScope(List<String> addresses) {
        if (addresses.stream().noneMatch(address -> address.startsWith(MOCK))) {
            return null;
        }
        if (addresses.size() > 1) {
            throw new ConfigException(SchemaRegistryConfig.URL + ": a mock:// address must be the only one");
        }
        return addresses.getFirst().substring(MOCK.length());
    }

    private static List<RegistryNode> nodes(List<String> addresses, AbstractConfig config) {
        String userInfo = userInfo(config);
        return addresses.stream().map(address -> node(address, userInfo)).toList();
    }

    private static @Nullable String userInfo(AbstractConfig config) {
        if (SchemaRegistryConfig.SOURCE_URL.equals(config.getString(SchemaRegistryConfig.BASIC_AUTH_SOURCE))) {
            return null;
        }
        Password password = config.getPassword(SchemaRegistryConfig.BASIC_AUTH_USER_INFO);
        if (password == null || password.value().indexOf(':') < 1) {
            throw new ConfigException("%s must be user:password when %s is %s"
                    .formatted(
                            SchemaRegistryConfig.BASIC_AUTH_USER_INFO,
                            SchemaRegistryConfig.BASIC_AUTH_SOURCE,
                            SchemaRegistryConfig.SOURCE_USER_INFO));
        }
        return password.value();
    }

    // The parser's own message quotes its input, which may hold a password: neither message nor cause is passed on.
    private static RegistryNode node(String address, @Nullable String configuredUserInfo) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw wrongAddress();
            }
            String path = uri.getRawPath().replaceAll("/+$", "");
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            URI base = new URI(scheme + "://" + uri.getHost() + port + path);
            return RegistryNode.of(base, configuredUserInfo == null ? uri.getUserInfo() : configuredUserInfo);
        } catch (URISyntaxException e) {
            throw wrongAddress();
        }
    }

    private static ConfigException wrongAddress() {
        return new ConfigException(SchemaRegistryConfig.URL
                + " has an entry that is no address like https://registry:8081 (not shown, it may hold a password)");
    }
}
