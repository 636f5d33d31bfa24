package io.lc2.backup.executor.spi;

import java.time.Instant;

/**
 * One object of a listing.
 *
 * @param key its key, any Unicode
 * @param bytes size
 * @param etag what changes when the content changes, without quotes
 * @param lastModified as the store says
 */
public record ObjectEntry(String key, long bytes, String etag, Instant lastModified) {}
