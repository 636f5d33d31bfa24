package io.lc2.backup.domain.operation;

import java.time.Instant;

/**
 * What a decision needs of the world.
 *
 * @param now the time
 * @param jitter a random number in [0, 1)
 * @param free slots of this executor
 */
public record Moment(Instant now, double jitter, FreeSlots free) {}
