package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Format;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 policy describe}. */
@Command(name = "describe", description = "Show a policy, its next runs and drills, and what became of the last ones.")
final class DescribePolicy extends Verb {

    @Parameters(paramLabel = "POLICY", description = "Id of the policy.")
    String id = "";

    @Option(names = "--document", description = "Only the policy as a file for policy apply, YAML unless -o json.")
    boolean document;

    @Override
    protected ExitCode run(Session session) {
        JsonNode policy = PolicyView.require(session, id);
        if (document) {
            JsonNode file = policy.path("document");
            session.print(file, out -> out.print(Format.YAML.text(file)));
            return ExitCode.OK;
        }
        session.print(
                policy,
                out -> PolicyView.details(policy, out, session.surroundings().zone()));
        session.next(next(policy));
        return ExitCode.OK;
    }

    private String next(JsonNode policy) {
        if (Sections.text(policy, "status").equals("Paused")) {
            return "policy unpause " + id;
        }
        JsonNode last = policy.path("lastRun");
        return last.isObject() ? "backup describe " + Sections.text(last, "backupId") : "policy pause " + id;
    }
}
