package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 policy unpause}. */
@Command(name = "unpause", description = "Let a policy go on; what was due meanwhile is not caught up.")
final class UnpausePolicy extends Verb {

    @Parameters(paramLabel = "POLICY", description = "Id of the policy.")
    String id = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        Answer answer = asking.ask(session, Call.post(Paths.of(session.project(), "policies", id) + ":unpause", null));
        session.print(answer.body(), out -> out.println("Asked that policy " + id + " goes on."));
        return ExitCode.OK;
    }
}
