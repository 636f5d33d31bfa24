package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 policy delete}. */
@Command(name = "delete", description = "Remove a policy, its backups stay; without --confirm, only say so.")
final class DeletePolicy extends Verb {

    @Parameters(paramLabel = "POLICY", description = "Id of the policy.")
    String id = "";

    @Option(names = "--confirm", description = "Really remove it.")
    boolean confirm;

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        if (!confirm) {
            session.print(
                    new ObjectMapper().createObjectNode().put("dryRun", true).put("policyId", id),
                    out -> out.println("Would remove policy " + id + "; its backups would stay. Nothing was removed."));
            session.next("policy delete " + id + " --confirm");
            return ExitCode.OK;
        }
        Answer answer = asking.ask(session, Call.delete(Paths.of(session.project(), "policies", id)));
        session.print(answer.body(), out -> out.println("Asked that policy " + id + " is removed."));
        return ExitCode.OK;
    }
}
