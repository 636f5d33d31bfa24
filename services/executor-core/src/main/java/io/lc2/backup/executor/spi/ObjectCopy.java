package io.lc2.backup.executor.spi;

/**
 * What a copy inside a store left at the target.
 *
 * @param target the object that is there now
 * @param sha256 lower-case hexadecimal SHA-256 of its bytes when the store saw them pass; empty otherwise
 */
public record ObjectCopy(ObjectEntry target, String sha256) {}
