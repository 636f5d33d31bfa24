package io.lc2.backup.local;

import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3ObjectStore;
import io.lc2.backup.local.s3.S3Settings;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store as settings describe it, kept open; also for other services that read and write the repository.
 *
 * @param store its objects
 * @param buckets its buckets
 */
public record OpenedStore(ObjectStore store, Buckets buckets) implements AutoCloseable {

    /**
     * Opens a store; nothing is asked of it yet, and its secret is read when it is needed.
     *
     * @param key where the settings lie, for messages, for example {@code lc2.executor.stores.s3}
     * @param settings what it is
     * @param environment the variables of this process, which may hold its secret
     * @throws IllegalArgumentException when something its kind needs is not set
     */
    public static OpenedStore open(String key, Store settings, Map<String, String> environment) {
        return switch (settings.type()) {
            case S3 -> {
                SecretReference secret = new SecretReference(key, settings.secretKeyEnv(), settings.secretKeyFile());
                String accessKey = required(key + ".access-key", settings.accessKey());
                S3Settings usual = S3Settings.of(required(key + ".endpoint", settings.endpoint()));
                S3ObjectStore s3 = new S3ObjectStore(
                        new S3Settings(
                                usual.endpoint(),
                                settings.region(),
                                settings.pathStyle(),
                                usual.connectTimeout(),
                                usual.readTimeout(),
                                usual.maxConnections(),
                                usual.sizes()),
                        () -> new S3Credentials(accessKey, secret.read(environment)));
                yield new OpenedStore(s3, s3.buckets());
            }
            case FILESYSTEM -> {
                FileObjectStore files =
                        new FileObjectStore(required(key + ".root", settings.root()), InstantSource.system());
                yield new OpenedStore(files, files.buckets());
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }

    private static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set");
        }
        return value;
    }
}
