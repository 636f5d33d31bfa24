package io.lc2.backup.executor.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of its objects that a bucket keeps. Failures as in {@link ObjectStore}. */
public interface ObjectVersions {

    /** Whether it keeps every version; false when it has stopped, so that it loses what is replaced from then on. */
    boolean complete();

    /**
     * Deletes versions and marks of deletions for good; what is gone already is no error.
     *
     * @param versions as listed, at most 1,000
     */
    void delete(List<ObjectEntry> versions);

    /**
     * One page of a listing of all versions.
     *
     * @param prefix only keys that begin with it; empty for all
     * @param after where to go on; null for the beginning
     * @param limit 1–1,000
     */
    Page list(String prefix, @Nullable Position after, int limit);

    /**
     * Reads one version, like {@link ObjectStore#read}; the etag of its head is that of the version.
     *
     * @param version as listed
     * @throws PermanentProviderException with {@code OBJECT_NOT_FOUND} when the bucket does not keep it any more
     */
    ObjectContent read(String key, String version, long from, long length);

    /**
     * One version, or the mark of a deletion.
     *
     * @param object its version is never empty; a deletion has neither bytes nor etag
     * @param deleted whether the object was deleted then
     */
    record Version(ObjectEntry object, boolean deleted) {}

    /**
     * Where a listing goes on.
     *
     * @param key after the versions of this object
     * @param version or after this version of it; empty for after all of them
     */
    record Position(String key, String version) {}

    /**
     * A page of versions.
     *
     * @param versions in ascending order of the UTF-8 bytes of their keys, those of one key from the newest to the oldest
     * @param next where the next page begins; null at the end
     */
    record Page(List<Version> versions, @Nullable Position next) {

        public Page {
            versions = List.copyOf(versions);
        }
    }
}
