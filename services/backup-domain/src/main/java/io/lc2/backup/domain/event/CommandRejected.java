package io.lc2.backup.domain.event;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.CommandMeta;
import java.time.Instant;

/**
 * A command was refused and changed nothing.
 *
 * @param command who asked, when, for whom
 * @param commandType simple name of the command, for example {@code RequestBackup}
 * @param subject the operation or backup the command named
 * @param occurredAt when it was refused
 * @param code stable reason
 * @param message what is wrong, naming the field or thing
 * @param nextStep what to do about it
 */
public record CommandRejected(
        CommandMeta command,
        String commandType,
        String subject,
        Instant occurredAt,
        RejectionCode code,
        String message,
        String nextStep)
        implements BackupEvent {

    @Override
    public String eventId() {
        return command.commandId() + "-rejected";
    }

    @Override
    public ProjectId project() {
        return command.project();
    }
}
