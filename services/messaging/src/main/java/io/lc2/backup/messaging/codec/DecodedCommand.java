package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import org.jspecify.annotations.Nullable;

/** What a record of the topic backup-commands turned out to be. Anybody may publish there, so both are normal. */
public sealed interface DecodedCommand {

    /** A command the domain can decide about. */
    record Decoded(BackupCommand command) implements DecodedCommand {}

    /**
     * A record of a command type with a value the domain does not allow. With its meta data it can be answered with a
     * rejection; without, it belongs to the dead letters.
     *
     * @param meta who, when, whose; null when that part itself cannot be read
     * @param commandType simple name of the record type, for example {@code RequestBackup}
     * @param subject the operation or backup the command names, as it was sent
     * @param field path of the field at fault; empty when it is the command as a whole
     * @param problem what is wrong, without the value
     */
    record Malformed(@Nullable CommandMeta meta, String commandType, String subject, String field, String problem)
            implements DecodedCommand {

        /** One sentence that names field and problem. */
        public String message() {
            return field.isEmpty() ? problem : field + ": " + problem;
        }
    }
}
