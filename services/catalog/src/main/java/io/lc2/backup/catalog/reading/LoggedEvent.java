package io.lc2.backup.catalog.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the audit trail tells it.
 *
 * @param eventId identity
 * @param sequence within its operation; null for a refusal
 * @param type simple name
 * @param occurredAt when
 * @param actor who asked for what caused it
 * @param step the step; null when it is not about one
 * @param attempt its attempt; null when it is not about one
 * @param detail a sentence for people
 */
public record LoggedEvent(
        String eventId,
        @Nullable Long sequence,
        String type,
        Instant occurredAt,
        String actor,
        @Nullable String step,
        @Nullable Integer attempt,
        String detail) {}
