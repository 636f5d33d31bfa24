package io.lc2.backup.domain;

import java.util.Objects;
import java.util.UUID;

/**
 * Identity of a command: the same id is the same command, however often it arrives.
 *
 * @param value chosen by the publisher, or derived from its idempotency key
 */
public record CommandId(UUID value) {

    public CommandId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
