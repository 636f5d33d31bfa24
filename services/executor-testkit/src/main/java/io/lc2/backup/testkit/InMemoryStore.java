package io.lc2.backup.testkit;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.objects.Hashes;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StoreCapabilities;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Object storage in memory, for tests. Its buckets are {@link InMemoryBuckets}. */
public final class InMemoryStore implements ObjectStore {

    private final String address;
    private final boolean serverSideCopy;
    private final InstantSource clock;
    private final AtomicLong versions = new AtomicLong();
    private final Map<String, ConcurrentNavigableMap<String, Stored>> buckets = new ConcurrentHashMap<>();
    private final Map<String, InMemoryVersions> versioned = new ConcurrentHashMap<>();
    private final InMemoryBuckets owned = new InMemoryBuckets(buckets);

    /**
     * Makes an empty store.
     *
     * @param address what sets it apart from others
     * @param serverSideCopy whether it says that it copies by itself
     * @param clock dates objects
     */
    public InMemoryStore(String address, boolean serverSideCopy, InstantSource clock) {
        this.address = address;
        this.serverSideCopy = serverSideCopy;
        this.clock = clock;
    }

    /** Puts an object, replacing what is there, as an application does that knows nothing of backups. */
    public ObjectEntry put(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        Stored stored = stored(key, bytes, metadata);
        bucket(bucket).put(key, stored);
        remember(bucket, stored);
        return stored.head().entry();
    }

    /** From now on a bucket keeps versions. */
    public void keepVersions(String bucket) {
        InMemoryVersions versions = new InMemoryVersions(bucket(bucket));
        bucket(bucket).values().forEach(versions::written);
        versioned.put(bucket, versions);
    }

    /** Removes all versions of an object but the one that is there, as a rule of the bucket does. */
    public void forgetVersions(String bucket, String key) {
        InMemoryVersions versions = versioned.get(bucket);
        if (versions != null) {
            versions.forgetOld(key);
        }
    }

    /** Changes what is kept with an object and nothing else; an S3 server keeps its etag then, and dates it anew. */
    public void replaceMetadata(String bucket, String key, ObjectMetadata metadata) {
        Stored there = required(bucket, key);
        ObjectEntry entry = there.head().entry();
        ObjectEntry changed = new ObjectEntry(
                key, entry.bytes(), entry.etag(), entry.lastModified().plusSeconds(1));
        Stored stored = new Stored(new ObjectHead(changed, metadata), there.bytes());
        bucket(bucket).put(key, stored);
        remember(bucket, stored);
    }

    /** The buckets of this store. */
    public InMemoryBuckets buckets() {
        return owned;
    }

    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(serverSideCopy, address);
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        boolean fromPrefix = KeyOrder.compare(startAfter, prefix) < 0;
        List<ObjectEntry> entries = new ArrayList<>();
        for (Stored stored : bucket(bucket)
                .tailMap(fromPrefix ? prefix : startAfter, fromPrefix)
                .values()) {
            if (!stored.head().entry().key().startsWith(prefix)) {
                break;
            }
            if (entries.size() == limit) {
                return new ObjectPage(entries, true);
            }
            entries.add(stored.head().entry());
        }
        return new ObjectPage(entries, false);
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        return Optional.ofNullable(bucket(bucket).get(key)).map(Stored::head);
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        Stored stored = required(bucket, key);
        return new ObjectContent(stored.head(), stored.slice(from, length));
    }

    @Override
    public Optional<ObjectVersions> versions(String bucket) {
        var unused = bucket(bucket);
        return Optional.ofNullable(versioned.get(bucket));
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        ConcurrentNavigableMap<String, Stored> objects = bucket(bucket);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        owned.begin(bucket, key);
        return new ObjectWriter() {
            @Override
            public OutputStream stream() {
                return out;
            }

            @Override
            public boolean commit() {
                owned.end(bucket, key);
                Stored stored = stored(key, out.toByteArray(), metadata);
                boolean made = objects.putIfAbsent(key, stored) == null;
                if (made) {
                    remember(bucket, stored);
                }
                return made;
            }

            @Override
            public void close() {
                owned.end(bucket, key);
                out.reset();
            }
        };
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        Stored source = source(order);
        String etag = source.head().entry().etag();
        if (!order.source().etag().isEmpty() && !order.source().etag().equals(etag)) {
            throw new TransientProviderException(
                    FailureCode.SOURCE_CHANGED, order.source().key() + " has changed", "Take the new version.", null);
        }
        Stored copy = stored(order.targetKey(), source.bytes(), source.head().metadata());
        if (bucket(order.targetBucket()).putIfAbsent(order.targetKey(), copy) == null) {
            remember(order.targetBucket(), copy);
        }
        return new ObjectCopy(
                required(order.targetBucket(), order.targetKey()).head().entry(), "");
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        InMemoryVersions kept = versioned.get(bucket);
        for (String key : keys) {
            if (bucket(bucket).remove(key) != null && kept != null) {
                kept.deleted(key, clock.instant());
            }
        }
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }

    private Stored source(CopyOrder order) {
        ObjectEntry source = order.source();
        InMemoryVersions kept = versioned.get(order.sourceBucket());
        return kept == null || source.version().isEmpty()
                ? required(order.sourceBucket(), source.key())
                : kept.required(source.key(), source.version());
    }

    private void remember(String bucket, Stored stored) {
        InMemoryVersions kept = versioned.get(bucket);
        if (kept != null) {
            kept.written(stored);
        }
    }

    private ConcurrentNavigableMap<String, Stored> bucket(String name) {
        ConcurrentNavigableMap<String, Stored> objects = buckets.get(name);
        if (objects == null) {
            throw new PermanentProviderException(
                    FailureCode.BUCKET_NOT_FOUND, "bucket " + name + " does not exist", "Create it.", null);
        }
        return objects;
    }

    private Stored required(String bucket, String key) {
        Stored stored = bucket(bucket).get(key);
        if (stored == null) {
            throw new PermanentProviderException(
                    FailureCode.OBJECT_NOT_FOUND, bucket + "/" + key + " does not exist", "Look for it.", null);
        }
        return stored;
    }

    private Stored stored(String key, byte[] bytes, ObjectMetadata metadata) {
        String etag = Hashes.hex(Hashes.sha256().digest(bytes)).substring(0, 16) + "-" + versions.incrementAndGet();
        return new Stored(new ObjectHead(new ObjectEntry(key, bytes.length, etag, clock.instant()), metadata), bytes);
    }

    /** Makes a bucket's map; also used by the buckets. */
    static ConcurrentNavigableMap<String, Stored> emptyBucket() {
        return new ConcurrentSkipListMap<>(KeyOrder.ASCENDING);
    }

    /**
     * An object.
     *
     * @param head all but its bytes
     * @param bytes its bytes, never changed
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and a copy per read would only cost time.
    record Stored(ObjectHead head, byte[] bytes) {

        /** Some of its bytes, as {@link ObjectStore#read} has it. */
        InputStream slice(long from, long length) {
            int end = length < 0 ? bytes.length : (int) Math.min(bytes.length, from + length);
            return new ByteArrayInputStream(bytes, (int) from, end - (int) from);
        }
    }
}
