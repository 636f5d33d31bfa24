package io.lc2.backup.executor.spi;

import java.time.Instant;

/**
 * One object of a listing.
 *
 * @param key its key, any Unicode
 * @param bytes size
 * @param etag what changes when the content changes, without quotes
 * @param lastModified as the store says
 * @param version which of the versions that the bucket keeps; empty for the one that is there
 */
public record ObjectEntry(String key, long bytes, String etag, Instant lastModified, String version) {

    /** The version that is there. */
    public ObjectEntry(String key, long bytes, String etag, Instant lastModified) {
        this(key, bytes, etag, lastModified, "");
    }

    /** The same object, as one of its versions. */
    public ObjectEntry ofVersion(String one) {
        return new ObjectEntry(key, bytes, etag, lastModified, one);
    }
}
