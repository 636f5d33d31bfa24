package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.UndecidableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers commands that can be read only in part: the decider never sees them. */
final class Malformed {

    private final LoopState loop;

    Malformed(LoopState loop) {
        this.loop = loop;
    }

    /**
     * The project of a command, which must be the key of its record: state lives in the partition of its key, so a command
     * under another one would be decided without the project's state. Such a record goes to the dead letters.
     */
    static ProjectId requireKey(@Nullable String key, ProjectId project) {
        if (!project.value().equals(key)) {
            throw new UndecidableException("the key of a command must be its projectId");
        }
        return project;
    }

    /** Refuses the command, once; without a sender it is left to the dead letters. */
    void answer(@Nullable String key, DecodedCommand.Malformed bad, Provider provider, @Nullable TraceParent trace) {
        CommandMeta meta = bad.meta();
        if (meta == null) {
            throw new UndecidableException("malformed " + bad.commandType() + ": " + bad.message());
        }
        if (meta.provider() != provider || PolicyCommand.isNamed(bad.commandType())) {
            return;
        }
        ProjectId project = requireKey(key, meta.project());
        ProjectState before = loop.stores().load(project, meta.commandId(), List.of(), loop.now());
        if (!before.handled().containsKey(meta.commandId())) {
            CommandRejected rejected = new CommandRejected(
                    meta,
                    bad.commandType(),
                    bad.subject(),
                    loop.now(),
                    RejectionCode.INVALID_REQUEST,
                    bad.message(),
                    "Correct the field and send the command with a new command id.");
            loop.apply(project, before, new Decision(List.of(rejected), List.of(), before.evolve(rejected)), trace);
        }
    }
}
