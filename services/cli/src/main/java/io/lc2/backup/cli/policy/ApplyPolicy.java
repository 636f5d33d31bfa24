package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.CliException;
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

    private static final String KEY_REUSED = "COMMAND_ID_REUSED";

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
        if (!wait) {
            print(session, accepted, "Asked that policy " + policy.id() + " is as " + file + " says.");
            return ExitCode.OK;
        }
        PolicyWait.Result result = new PolicyWait(session, accepted).awaited(timeout);
        accepted.put("outcome", result.answered().word());
        switch (result.answered()) {
            case CHANGED -> print(session, accepted, "Policy " + policy.id() + " is now as " + file + " says.");
            case UNCHANGED ->
                print(
                        session,
                        accepted,
                        "Policy " + policy.id() + " was as " + file + " says already, as far as the catalog knows.");
            case REFUSED -> {
                session.print(accepted, out -> PolicyFile.warnings(accepted, out));
                throw new CliException(
                        ExitCode.REFUSED,
                        result.reason(),
                        result.reason().contains(KEY_REUSED)
                                ? "Apply the file again with a new --idempotency-key."
                                : "Correct the file and apply it again.");
            }
            case OTHERWISE -> {
                session.print(accepted, out -> PolicyFile.warnings(accepted, out));
                throw otherwise(session, policy.id());
            }
        }
        return ExitCode.OK;
    }

    private static void print(Session session, ObjectNode accepted, String said) {
        session.print(accepted, out -> {
            PolicyFile.warnings(accepted, out);
            out.println(said);
        });
        session.next("policy describe " + accepted.path("policyId").asText());
    }

    private CliException otherwise(Session session, String policy) {
        return new CliException(
                ExitCode.REFUSED,
                "Policy " + policy + " is not as " + file
                        + " says: the idempotency key was used for another document before, or somebody has changed the policy"
                        + " since",
                "Look what happened with  " + session.command("policy events " + policy)
                        + "  and apply the file again with a new --idempotency-key.");
    }
}
