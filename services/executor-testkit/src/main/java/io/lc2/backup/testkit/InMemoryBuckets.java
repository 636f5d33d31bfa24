package io.lc2.backup.testkit;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;

/** The buckets of an {@link InMemoryStore}. */
public final class InMemoryBuckets implements Buckets {

    private final Map<String, ConcurrentNavigableMap<String, InMemoryStore.Stored>> buckets;
    private final Map<String, OperationId> owners = new ConcurrentHashMap<>();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

    InMemoryBuckets(Map<String, ConcurrentNavigableMap<String, InMemoryStore.Stored>> buckets) {
        this.buckets = buckets;
    }

    /** Makes a bucket that is nobody's, as an application does. */
    public void make(String bucket) {
        buckets.computeIfAbsent(bucket, name -> InMemoryStore.emptyBucket());
    }

    void begin(String bucket, String key) {
        unfinished.add(bucket + "/" + key);
    }

    void end(String bucket, String key) {
        unfinished.remove(bucket + "/" + key);
    }

    /** Buckets and keys of writes that were neither committed nor closed nor discarded. */
    public Set<String> unfinished() {
        return Set.copyOf(unfinished);
    }

    @Override
    public boolean exists(String bucket) {
        return buckets.containsKey(bucket);
    }

    @Override
    public void create(String bucket, OperationId owner) {
        make(bucket);
        if (!adopt(bucket, owner)) {
            throw notOurs(bucket);
        }
    }

    @Override
    public boolean adopt(String bucket, OperationId owner) {
        ConcurrentNavigableMap<String, InMemoryStore.Stored> objects = buckets.get(bucket);
        if (objects != null && objects.isEmpty()) {
            owners.putIfAbsent(bucket, owner);
        }
        return objects != null && owner.equals(owners.get(bucket));
    }

    @Override
    public void remove(String bucket, OperationId owner) {
        ConcurrentNavigableMap<String, InMemoryStore.Stored> objects = buckets.get(bucket);
        if (objects == null) {
            return;
        }
        if (!owner.equals(owners.get(bucket)) || !objects.isEmpty()) {
            throw notOurs(bucket);
        }
        buckets.remove(bucket);
        owners.remove(bucket);
    }

    @Override
    public void flush(String bucket, String prefix) {
        // Memory survives nothing.
    }

    @Override
    public void discardUnfinished(String bucket, String prefix) {
        unfinished.removeIf(path -> path.startsWith(bucket + "/" + prefix));
    }

    private static PermanentProviderException notOurs(String bucket) {
        return new PermanentProviderException(
                FailureCode.TARGET_NOT_OURS,
                "bucket " + bucket + " is there and is not ours, or holds objects",
                "Use another name.",
                null);
    }
}
