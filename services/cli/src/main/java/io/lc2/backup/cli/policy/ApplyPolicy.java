package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import java.time.Duration;
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

    @Option(names = "--wait", description = "Wait until the scheduler has answered, and tell what.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = WaitOptions.Time.class,
            description = "How long to wait at most, for example 90s or 5m (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofSeconds(30);

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        PolicyFile policy = PolicyFile.read(file, session);
        ObjectNode accepted = (ObjectNode) asking.ask(
                        session, Call.put(Paths.of(session.project(), "policies", policy.id()), policy.body()))
                .body();
        String said = wait
                ? Answered.awaited(session, accepted, timeout).text(policy.id(), file)
                : "Asked that policy " + policy.id() + " is as " + file + " says.";
        session.print(accepted, out -> {
            PolicyFile.warnings(accepted, out);
            out.println(said);
        });
        session.next("policy describe " + policy.id());
        return ExitCode.OK;
    }
}
