package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.waiting.Waiter;

/** Follows verifications and deletions, which have no verbs of their own. */
public final class Following {

    private Following() {}

    /**
     * Waits for the end of the operation an answer points at, and shows it.
     *
     * @param session the session
     * @param waiting how long
     * @param answer of the command API, with the address of the operation
     */
    public static ExitCode untilEnded(Session session, WaitOptions waiting, Answer answer) {
        String id = answer.location().substring(answer.location().lastIndexOf('/') + 1);
        JsonNode end = waiting.untilEnded(session, Paths.of(session.project(), "operations", id), null);
        session.print(
                end,
                out -> new Sections(out, session.surroundings().zone())
                        .line("Operation", end, "operationId")
                        .line("Kind", end, "kind")
                        .line("Backup", end, "backupId")
                        .course(end)
                        .failure(end)
                        .steps(end)
                        .checks(end));
        return Waiter.exitCode(end);
    }
}
