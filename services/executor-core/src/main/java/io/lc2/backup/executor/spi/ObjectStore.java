package io.lc2.backup.executor.spi;

import java.util.List;
import java.util.Optional;

/**
 * Object storage. Keys are arbitrary Unicode of at most 1,024 UTF-8 bytes. All calls block, are thread-safe and are bounded
 * in time; each is one attempt or one attempt with the vendor's own small retries. Failures are
 * {@link ProviderException}s: throttling, time-outs and broken connections are transient; refused credentials, a missing
 * bucket or object and a full store are permanent. Reading after writing sees what was written.
 */
public interface ObjectStore extends AutoCloseable {

    /** What this store can do. */
    StoreCapabilities capabilities();

    /**
     * One page of a listing.
     *
     * @param bucket must exist
     * @param prefix only keys that begin with it; empty for all
     * @param startAfter only keys after this one; empty for the beginning
     * @param limit 1–1,000
     */
    ObjectPage list(String bucket, String prefix, String startAfter, int limit);

    /** An object without its bytes; empty when there is none. */
    Optional<ObjectHead> head(String bucket, String key);

    /**
     * Reads an object.
     *
     * @param from first byte, at most its size
     * @param length number of bytes, more than there are being no error; negative for all that follow
     * @return its bytes, and what is kept with them. A connection that breaks surfaces as an {@link java.io.IOException}
     * @throws PermanentProviderException with {@code OBJECT_NOT_FOUND} when there is none
     */
    ObjectContent read(String bucket, String key, long from, long length);

    /**
     * The versions that a bucket keeps; empty when it never kept any.
     *
     * @param bucket must exist
     */
    default Optional<ObjectVersions> versions(String bucket) {
        return Optional.empty();
    }

    /**
     * Starts writing an object that must not exist yet.
     *
     * @param expectedBytes size if known, for choosing part sizes; negative when unknown
     */
    ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes);

    /**
     * Copies inside this store, content type and user metadata included; in parts when the object is large. Idempotent: an
     * equal object already at the target counts as copied. Use it for targets whose key or bucket nobody else writes to:
     * not every store can refuse to replace on a copy.
     *
     * @return what is at the target now
     * @throws TransientProviderException with {@code SOURCE_CHANGED} when the source no longer has the etag of the order
     * @throws PermanentProviderException with {@code OBJECT_NOT_FOUND} when the source is gone
     */
    ObjectCopy copy(CopyOrder order);

    /**
     * Deletes objects; a key without an object is not an error. A bucket that keeps versions only hides them.
     *
     * @param keys at most 1,000
     */
    void delete(String bucket, List<String> keys);

    @Override
    void close();
}
