package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.command.BackupCommand;
import org.jspecify.annotations.Nullable;

/** Puts commands on the log. */
public interface CommandPublisher {

    /**
     * Returns when the log has acknowledged the command.
     *
     * @param command what to publish; the project is the key
     * @param traceparent trace context of the caller; null when it sent none
     * @throws LogUnavailableException within 5 s when it was not acknowledged; the command may still be on the log (an answer got
     *     lost), so publishing it again with the same id is the way on
     */
    void publish(BackupCommand command, @Nullable String traceparent);
}
