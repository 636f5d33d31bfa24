package io.lc2.backup.executor.artifacts;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What an artifact needs of a store, with connections that break after a while when told to. */
final class HeapStore implements ObjectStore {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    int breakAfter = Integer.MAX_VALUE;

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
        reads.incrementAndGet();
        byte[] bytes = objects.get(key);
        return new ObjectContent(
                head(bucket, key).orElseThrow(),
                new BreakingInputStream(
                        new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from), breakAfter));
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

    private static final class BreakingInputStream extends InputStream {

        private final InputStream source;
        private int left;

        BreakingInputStream(InputStream source, int left) {
            this.source = source;
            this.left = left;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int count = source.read(bytes, offset, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
