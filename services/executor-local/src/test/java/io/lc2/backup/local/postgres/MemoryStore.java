package io.lc2.backup.local.postgres;

import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.StoreCapabilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a dump needs of a store. */
final class MemoryStore implements ObjectStore {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(false, "heap");
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        return Optional.ofNullable(objects.get(key))
                .map(bytes ->
                        new ObjectHead(new ObjectEntry(key, bytes.length, "etag", Instant.EPOCH), ObjectMetadata.NONE));
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        byte[] bytes = objects.get(key);
        int end = length < 0 ? bytes.length : (int) Math.min(bytes.length, from + length);
        return new ObjectContent(
                head(bucket, key).orElseThrow(), new ByteArrayInputStream(bytes, (int) from, end - (int) from));
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new ObjectWriter() {
            @Override
            public OutputStream stream() {
                return bytes;
            }

            @Override
            public boolean commit() {
                return objects.putIfAbsent(key, bytes.toByteArray()) == null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        keys.forEach(objects::remove);
    }

    @Override
    public void close() {}
}
