package io.lc2.backup.executor.spi;

/**
 * An object without its bytes.
 *
 * @param entry key, size, etag
 * @param metadata content type and user metadata
 */
public record ObjectHead(ObjectEntry entry, ObjectMetadata metadata) {}
