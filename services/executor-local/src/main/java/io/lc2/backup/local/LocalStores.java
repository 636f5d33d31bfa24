package io.lc2.backup.local;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3ObjectStore;
import io.lc2.backup.local.s3.S3Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The configured stores, made once and kept open. */
final class LocalStores implements ConfiguredStores, AutoCloseable {

    private final Map<String, Opened> opened = new TreeMap<>();
    private final LocalExecutorSettings.Repository repository;

    LocalStores(LocalExecutorSettings settings, Map<String, String> environment) {
        this.repository = settings.repository();
        if (!settings.stores().containsKey(repository.store())) {
            throw new IllegalArgumentException(
                    "lc2.executor.repository.store is %s, which is none of lc2.executor.stores %s. Configure it there, or name one of them."
                            .formatted(
                                    repository.store(),
                                    new TreeSet<>(settings.stores().keySet())));
        }
        settings.stores().forEach((name, store) -> opened.put(name, open(name, store, environment)));
    }

    @Override
    public ObjectStore store(String name) {
        return find(name).store();
    }

    @Override
    public Buckets buckets(String name) {
        return find(name).buckets();
    }

    @Override
    public Repository repository() {
        return new Repository(repository.store(), store(repository.store()), repository.bucket());
    }

    @Override
    public void close() {
        opened.values().forEach(one -> one.store().close());
    }

    private Opened find(String name) {
        Opened found = opened.get(name);
        if (found == null) {
            throw new PermanentProviderException(
                    FailureCode.NOT_CONFIGURED,
                    "This executor has no store " + name + "; it has " + opened.keySet(),
                    "Name one of them in the request, or configure lc2.executor.stores." + name + ".",
                    null);
        }
        return found;
    }

    private static Opened open(String name, Store store, Map<String, String> environment) {
        return switch (store.type()) {
            case S3 -> {
                SecretReference secret =
                        new SecretReference("the store " + name, store.secretKeyEnv(), store.secretKeyFile());
                String accessKey = required(name, "access-key", store.accessKey());
                S3Settings usual = S3Settings.of(required(name, "endpoint", store.endpoint()));
                S3ObjectStore s3 = new S3ObjectStore(
                        new S3Settings(
                                usual.endpoint(),
                                store.region(),
                                store.pathStyle(),
                                usual.connectTimeout(),
                                usual.readTimeout(),
                                usual.maxConnections(),
                                usual.sizes()),
                        () -> new S3Credentials(accessKey, secret.read(environment)));
                yield new Opened(s3, s3.buckets());
            }
            case FILESYSTEM -> {
                FileObjectStore files =
                        new FileObjectStore(required(name, "root", store.root()), InstantSource.system());
                yield new Opened(files, files.buckets());
            }
        };
    }

    private static <T> T required(String name, String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("lc2.executor.stores." + name + "." + key + " is not set");
        }
        return value;
    }

    private record Opened(ObjectStore store, Buckets buckets) {}
}
