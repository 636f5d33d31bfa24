package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 policy apply}. */
@Command(name = "apply", description = "Make a policy be as a file says; the same file again changes nothing.")
final class ApplyPolicy extends Verb {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Policy as JSON or YAML; - is standard input.")
    String file = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        PolicyFile policy = PolicyFile.read(file, session);
        JsonNode accepted = asking.ask(
                        session, Call.put(Paths.of(session.project(), "policies", policy.id()), policy.body()))
                .body();
        session.print(accepted, out -> {
            PolicyFile.warnings(accepted, out);
            out.println("Asked that policy " + policy.id() + " is as " + file + " says.");
        });
        session.next("policy describe " + policy.id());
        return ExitCode.OK;
    }
}
