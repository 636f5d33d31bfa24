package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.ExitCode;
import picocli.CommandLine.Mixin;

/** Cancels a backup or a restore. */
public final class Cancelling {

    @Mixin
    private AskOptions asking = new AskOptions();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    /**
     * Cancels, and waits for the end if wanted.
     *
     * @param session the session
     * @param noun {@code backup} or {@code restore}
     * @param id which
     */
    public ExitCode cancel(Session session, String noun, String id) {
        String path = Paths.of(session.project(), noun + "s", id);
        Answer answer = asking.ask(session, Call.post(path + ":cancel", null));
        if (!waiting.isWanted()) {
            session.print(answer.body(), out -> out.println("Asked that " + noun + " " + id + " stops."));
            session.next(noun + " describe " + id + " --wait");
            return ExitCode.OK;
        }
        JsonNode end = waiting.untilEnded(session, path, path + "/progress");
        String status = end.path("status").asText();
        session.print(end, out -> out.println("The " + noun + " " + id + " ended as " + Table.harmless(status) + "."));
        session.next(noun + " describe " + id);
        return status.equals("Cancelled") ? ExitCode.OK : ExitCode.OPERATION_FAILED;
    }
}
