package io.lc2.backup.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import io.lc2.backup.cli.waiting.Waiter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 drill run}. */
@Command(
        name = "run",
        description = "Ask that a backup is restored into a scratch target, checked, measured, and removed again.",
        footer = {
            "",
            "No environment is touched, and nothing is left. A drill that passes sets the backup's verification to",
            "Restored.",
            "",
            "Example:",
            "  lc2 drill run b-local-7k3qwd2hzbmx4n5vfy6a --project acme --wait"
        })
final class RunDrill extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String backupId = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        JsonNode body =
                JsonNodeFactory.instance.objectNode().put("backupId", backupId).put("drill", true);
        Answer answer = asking.ask(session, Call.post(Paths.of(session.project(), "restores"), body));
        JsonNode accepted = answer.body();
        String id = accepted.path("restoreId").asText();
        if (waiting.isWanted()) {
            return await(session, id);
        }
        session.print(
                accepted,
                out -> out.println(
                        "Drill " + id + " is " + accepted.path("status").asText() + "."));
        session.next("restore describe " + id + " --wait");
        return ExitCode.OK;
    }

    private ExitCode await(Session session, String id) {
        String path = Paths.of(session.project(), "restores", id);
        JsonNode drill = waiting.untilEnded(session, path, path + "/progress");
        session.print(
                drill,
                out -> DrillView.details(drill, out, session.surroundings().zone()));
        ExitCode exitCode = Waiter.exitCode(drill);
        if (exitCode != ExitCode.OK) {
            session.next("backup describe " + drill.path("backupId").asText(backupId));
        }
        return exitCode;
    }
}
