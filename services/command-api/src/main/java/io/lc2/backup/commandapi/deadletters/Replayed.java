package io.lc2.backup.commandapi.deadletters;

import java.time.Instant;

/**
 * A record that was sent again.
 *
 * @param letter the letter it was taken from
 * @param topic where it was sent: where it was read before
 * @param partition where it was sent
 * @param offset where it lies now
 * @param actor who asked for it
 * @param at when
 */
public record Replayed(LetterId letter, String topic, int partition, long offset, String actor, Instant at) {}
