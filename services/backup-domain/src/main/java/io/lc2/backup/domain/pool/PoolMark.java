package io.lc2.backup.domain.pool;

import java.time.Instant;

/**
 * An object of a pool that no backup needed when it was looked at.
 *
 * @param name its name in the pool
 * @param since when that was found first, without a time in between when it was needed
 */
public record PoolMark(String name, Instant since) {}
