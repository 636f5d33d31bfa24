package io.lc2.backup.messaging.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Builds the TLS context from {@code schema.registry.ssl.*}. */
final class RegistryTls {

    private RegistryTls() {}

    /** Null when nothing is configured: the JVM's own trust store then holds. */
    static @Nullable SSLContext context(AbstractConfig config) {
        String trust = config.getString(SchemaRegistryConfig.TRUSTSTORE_LOCATION);
        String identity = config.getString(SchemaRegistryConfig.KEYSTORE_LOCATION);
        if (trust == null && identity == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : keyManagers(identity, config),
                    trust == null ? null : trustManagers(trust, config),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            ConfigException failure =
                    new ConfigException("The registry's key or trust store cannot be read; check location,"
                            + " type and password in schema.registry.ssl.*: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private static TrustManager[] trustManagers(String location, AbstractConfig config)
            throws GeneralSecurityException, IOException {
        String type = config.getString(SchemaRegistryConfig.TRUSTSTORE_TYPE).toUpperCase(Locale.ROOT);
        char[] password = chars(config.getPassword(SchemaRegistryConfig.TRUSTSTORE_PASSWORD));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(type.equals("PEM") ? certificates(location) : store(location, type, password));
        return factory.getTrustManagers();
    }

    private static KeyManager[] keyManagers(String location, AbstractConfig config)
            throws GeneralSecurityException, IOException {
        String type = config.getString(SchemaRegistryConfig.KEYSTORE_TYPE).toUpperCase(Locale.ROOT);
        char[] password = chars(config.getPassword(SchemaRegistryConfig.KEYSTORE_PASSWORD));
        char[] keyPassword = chars(config.getPassword(SchemaRegistryConfig.KEY_PASSWORD));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(location, type, password), keyPassword == null ? password : keyPassword);
        return factory.getKeyManagers();
    }

    private static KeyStore store(String location, String type, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore certificates(String location) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        return store;
    }

    private static char @Nullable [] chars(@Nullable Password password) {
        return password == null ? null : password.value().toCharArray();
    }
}
