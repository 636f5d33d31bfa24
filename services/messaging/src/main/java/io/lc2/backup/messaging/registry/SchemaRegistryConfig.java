package io.lc2.backup.messaging.registry;

import org.apache.kafka.common.config.ConfigDef;

/**
 * Configuration keys of the registry client, named as Confluent names them. All but the address may also be given with the prefix
 * {@code schema.registry.}, which wins; the {@code ssl.} keys only with it, since without it they belong to the broker connection.
 */
public final class SchemaRegistryConfig {

    /** Addresses, comma-separated: the next is asked when one does not answer. {@code mock://scope} is a registry in memory. */
    public static final String URL = "schema.registry.url";

    /** {@code URL} (user and password in the address, the default) or {@code USER_INFO}. */
    public static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";

    /** {@code user:password}, for source {@code USER_INFO}. */
    public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";

    /** Bound of one connection attempt, in milliseconds. */
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";

    /** Bound of one request to one address including its answer, in milliseconds. */
    public static final String REQUEST_TIMEOUT = "http.read.timeout.ms";

    /** Whether the registry compares schemas in a normal form (order of attributes and the like); false by default. */
    public static final String NORMALIZE = "normalize.schemas";

    static final String PREFIX = "schema.registry.";
    static final String SSL_PREFIX = "ssl.";
    static final String TRUSTSTORE_LOCATION = "ssl.truststore.location";
    static final String TRUSTSTORE_PASSWORD = "ssl.truststore.password";
    static final String TRUSTSTORE_TYPE = "ssl.truststore.type";
    static final String KEYSTORE_LOCATION = "ssl.keystore.location";
    static final String KEYSTORE_PASSWORD = "ssl.keystore.password";
    static final String KEYSTORE_TYPE = "ssl.keystore.type";
    static final String KEY_PASSWORD = "ssl.key.password";
    static final String SOURCE_URL = "URL";
    static final String SOURCE_USER_INFO = "USER_INFO";

    // Confluent waits 60 s. A blocked stream thread loses its transaction after 10 s, so two addresses must fit into
    // that.
    private static final int DEFAULT_CONNECT_TIMEOUT_MS = 2_000;
    private static final int DEFAULT_REQUEST_TIMEOUT_MS = 4_000;

    private SchemaRegistryConfig() {}

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        URL,
                        ConfigDef.Type.PASSWORD,
                        ConfigDef.Importance.HIGH,
                        "Addresses; a password, since they may contain one.")
                .define(
                        NORMALIZE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        ConfigDef.Importance.LOW,
                        "Comparison in a normal form.");
        access(definition);
        milliseconds(definition, CONNECT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT_MS);
        milliseconds(definition, REQUEST_TIMEOUT, DEFAULT_REQUEST_TIMEOUT_MS);
        store(definition, TRUSTSTORE_LOCATION, TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE);
        store(definition, KEYSTORE_LOCATION, KEYSTORE_PASSWORD, KEYSTORE_TYPE);
        return definition.define(
                KEY_PASSWORD, ConfigDef.Type.PASSWORD, null, ConfigDef.Importance.LOW, "Password of the client's key.");
    }

    private static void access(ConfigDef definition) {
        definition
                .define(
                        BASIC_AUTH_SOURCE,
                        ConfigDef.Type.STRING,
                        SOURCE_URL,
                        ConfigDef.ValidString.in(SOURCE_URL, SOURCE_USER_INFO),
                        ConfigDef.Importance.MEDIUM,
                        "Where the credentials are.")
                .define(
                        BASIC_AUTH_USER_INFO,
                        ConfigDef.Type.PASSWORD,
                        null,
                        ConfigDef.Importance.MEDIUM,
                        "user:password");
    }

    private static void milliseconds(ConfigDef definition, String key, int byDefault) {
        definition.define(
                key,
                ConfigDef.Type.INT,
                byDefault,
                ConfigDef.Range.atLeast(1),
                ConfigDef.Importance.LOW,
                "Milliseconds.");
    }

    private static void store(ConfigDef definition, String location, String password, String type) {
        definition
                .define(location, ConfigDef.Type.STRING, null, ConfigDef.Importance.LOW, "File.")
                .define(password, ConfigDef.Type.PASSWORD, null, ConfigDef.Importance.LOW, "Its password.")
                .define(
                        type,
                        ConfigDef.Type.STRING,
                        "JKS",
                        ConfigDef.Importance.LOW,
                        "JKS, PKCS12, for certificates also PEM.");
    }
}
