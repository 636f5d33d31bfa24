package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.objects.StoredObject;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store that copies inside itself, as S3 does: the objects of a {@link GeneratedLibrary} are made up when they are asked
 * for, in the library as well as in its backup. Everything else of the backup lies in real files.
 */
final class GeneratedStore implements ObjectStore {

    private final GeneratedLibrary library;
    private final ObjectStore files;
    private final String storedPrefix;
    private final AtomicLong copies = new AtomicLong();

    /**
     * Opens it.
     *
     * @param files where manifests go
     * @param backupPrefix the folder of the backup
     */
    GeneratedStore(GeneratedLibrary library, ObjectStore files, String backupPrefix) {
        this.library = library;
        this.files = files;
        this.storedPrefix = backupPrefix + StoredObject.FOLDER;
    }

    long copies() {
        return copies.get();
    }

    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(true, "generated:");
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        try {
            if (bucket.equals(GeneratedLibrary.BUCKET)) {
                return libraryPage(prefix, startAfter, limit);
            }
            return prefix.startsWith(storedPrefix)
                    ? storedPage(startAfter, limit)
                    : files.list(bucket, prefix, startAfter, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        return bucket.equals(GeneratedLibrary.BUCKET) || key.startsWith(storedPrefix)
                ? Optional.of(generated(bucket, key))
                : files.head(bucket, key);
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        if (!bucket.equals(GeneratedLibrary.BUCKET) && !key.startsWith(storedPrefix)) {
            return files.read(bucket, key, from, length);
        }
        ObjectHead head = generated(bucket, key);
        byte[] bytes = new byte[(int) head.entry().bytes()];
        Arrays.fill(bytes, (byte) head.entry().bytes());
        int end = length < 0 ? bytes.length : (int) Math.min(bytes.length, from + length);
        return new ObjectContent(head, new ByteArrayInputStream(bytes, (int) from, end - (int) from));
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        return files.create(bucket, key, metadata, expectedBytes);
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        copies.incrementAndGet();
        ObjectEntry source = order.source();
        return new ObjectCopy(
                new ObjectEntry(order.targetKey(), source.bytes(), source.etag(), source.lastModified()), "");
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        files.delete(bucket, keys);
    }

    @Override
    public void close() {
        files.close();
    }

    private ObjectPage libraryPage(String prefix, String startAfter, int limit) {
        List<ObjectEntry> entries = new ArrayList<>();
        int n = library.after(startAfter);
        for (; n < library.objects() && entries.size() < limit; n++) {
            String key = GeneratedLibrary.key(n);
            if (key.startsWith(prefix)) {
                entries.add(GeneratedLibrary.entry(n, key));
            }
        }
        return new ObjectPage(entries, n < library.objects());
    }

    private ObjectPage storedPage(String startAfter, int limit) throws IOException {
        List<ObjectEntry> entries = new ArrayList<>();
        int place = startAfter.isEmpty() ? 0 : library.placeAfter(startAfter.substring(storedPrefix.length()));
        for (; place < library.objects() && entries.size() < limit; place++) {
            GeneratedLibrary.Stored stored = library.stored(place);
            entries.add(GeneratedLibrary.entry(stored.number(), storedPrefix + stored.path()));
        }
        return new ObjectPage(entries, place < library.objects());
    }

    private ObjectHead generated(String bucket, String key) {
        int number = bucket.equals(GeneratedLibrary.BUCKET) ? library.numberOf(key) : numberOfStored(key);
        if (number < 0) {
            throw new IllegalStateException("nobody has heard of " + key);
        }
        return new ObjectHead(
                GeneratedLibrary.entry(number, key),
                new ObjectMetadata("application/pdf", Map.of("id", Integer.toString(number))));
    }

    private int numberOfStored(String key) {
        try {
            String path = key.substring(storedPrefix.length());
            int place = library.placeAfter(path) - 1;
            GeneratedLibrary.Stored stored = library.stored(Math.max(0, place));
            return stored.path().equals(path) ? stored.number() : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
