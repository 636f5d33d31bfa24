package io.lc2.backup.testkit;

import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.StoreCapabilities;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Calls back before every call, which may throw, wait or change something. */
final class InterceptingStore implements ObjectStore {

    private final ObjectStore store;
    private final BiConsumer<String, String> before;
    private final BiFunction<String, InputStream, InputStream> content;

    /** The callback gets the name of the call and the key. */
    InterceptingStore(ObjectStore store, BiConsumer<String, String> before) {
        this(store, before, (key, in) -> in);
    }

    /** With something between the reader and the bytes of an object, given its key. */
    InterceptingStore(
            ObjectStore store,
            BiConsumer<String, String> before,
            BiFunction<String, InputStream, InputStream> content) {
        this.store = store;
        this.before = before;
        this.content = content;
    }

    @Override
    public StoreCapabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        before.accept("list", prefix);
        return store.list(bucket, prefix, startAfter, limit);
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        before.accept("head", key);
        return store.head(bucket, key);
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        before.accept("read", key);
        ObjectContent read = store.read(bucket, key, from, length);
        return new ObjectContent(read.head(), content.apply(key, read));
    }

    @Override
    public Optional<ObjectVersions> versions(String bucket) {
        before.accept("versions", "");
        return store.versions(bucket).map(versions -> new ObjectVersions() {
            @Override
            public boolean complete() {
                return versions.complete();
            }

            @Override
            public void delete(List<ObjectEntry> some) {
                before.accept("delete", "");
                versions.delete(some);
            }

            @Override
            public Page list(String prefix, @Nullable Position after, int limit) {
                before.accept("list", prefix);
                return versions.list(prefix, after, limit);
            }

            @Override
            public ObjectContent read(String key, String version, long from, long length) {
                before.accept("read", key);
                return versions.read(key, version, from, length);
            }
        });
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        before.accept("create", key);
        ObjectWriter writer = store.create(bucket, key, metadata, expectedBytes);
        return new ObjectWriter() {
            @Override
            public OutputStream stream() {
                return writer.stream();
            }

            @Override
            public boolean commit() {
                before.accept("commit", key);
                boolean made = writer.commit();
                before.accept("committed", key);
                return made;
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        before.accept("copy", order.source().key());
        ObjectCopy copy = store.copy(order);
        before.accept("copied", order.source().key());
        return copy;
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        before.accept("delete", "");
        store.delete(bucket, keys);
    }

    @Override
    public void close() {
        store.close();
    }
}
