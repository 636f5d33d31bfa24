package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what the call says about itself.
 *
 * @param actor asserted by the caller, not authenticated
 * @param correlationId 1–128 characters; sent by the caller or made for this call
 * @param traceparent W3C trace context as received; null when there was none
 * @param idempotencyKey sent by the caller or made for this call; calls with the same key in the same project are one
 */
public record Caller(
        Actor actor, String correlationId, @Nullable String traceparent, String idempotencyKey) {}
