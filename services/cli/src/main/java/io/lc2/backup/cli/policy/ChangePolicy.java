package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the verbs share that change a policy there is. */
abstract class ChangePolicy extends Verb {

    @Parameters(paramLabel = "POLICY", description = "Id of the policy.")
    String id = "";

    @Mixin
    AskOptions asking = new AskOptions();

    String path(Session session) {
        return Paths.of(session.project(), "policies", id);
    }

    /**
     * Asks for the change, unless the catalog says that there is no such policy; a catalog that is away stops nobody.
     *
     * @param said what is told afterwards
     * @param next what to type next
     */
    ExitCode change(Session session, Call call, String said, String next) {
        try {
            PolicyView.require(session, id);
        } catch (CliException e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
        }
        Answer answer = asking.ask(session, call);
        session.print(answer.body(), out -> out.println(said));
        session.next(next);
        return ExitCode.OK;
    }
}
