package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.CommandId;
import java.time.Instant;

/**
 * A command that was answered, remembered so that its repetitions change nothing.
 *
 * @param commandId the command
 * @param subject the operation it made, or the one it named
 * @param handledAt when it was answered
 */
public record HandledCommand(CommandId commandId, String subject, Instant handledAt) {}
