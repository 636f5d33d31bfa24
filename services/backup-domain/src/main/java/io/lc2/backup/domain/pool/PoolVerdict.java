package io.lc2.backup.domain.pool;

import java.time.Instant;

/** What becomes of an object of a pool. */
public sealed interface PoolVerdict {

    /** It stays, and nothing is said about it. */
    record Keep() implements PoolVerdict {}

    /**
     * It stays for now; a later pass may remove it.
     *
     * @param since when it was found first that nothing needs it
     */
    record Mark(Instant since) implements PoolVerdict {}

    /** It is removed. */
    record Collect() implements PoolVerdict {}
}
