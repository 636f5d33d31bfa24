package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.operation.HandledCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a command about a policy is decided on.
 *
 * @param state the policy; null: not known
 * @param answered the earlier answer to a command of the same id; null: none
 * @param active policies of the project that are wanted
 */
public record PolicyKnowledge(
        @Nullable PolicyState state, @Nullable HandledCommand answered, int active) {}
