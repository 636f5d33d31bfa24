package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 retention simulate}. */
@Command(
        name = "simulate",
        description = {
            "Replay the history of an environment against the retention of a policy in a file, and show which backups"
                    + " would be treated otherwise once it is applied.",
            "Changes nothing."
        })
final class SimulateRetention extends Verb {

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "Policy as JSON or YAML; - is standard input.")
    String file = "";

    @Option(names = "--as-of", paramLabel = "TIME", description = "End of the replay (ISO 8601; default: now).")
    String asOf = "";

    @Option(
            names = "--span",
            paramLabel = "DURATION",
            description = "How far it reaches back, for example P90D (default: to the first backup).")
    String span = "";

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "Time between two runs of retention (default: PT24H).")
    String every = "";

    @Option(names = "--all", description = "Show every backup and not only those that are treated otherwise.")
    boolean all;

    @Override
    protected ExitCode run(Session session) {
        PolicyFile policy = PolicyFile.read(file, session);
        ObjectNode question = policy.retention();
        put(question, "asOf", asOf);
        put(question, "span", span);
        put(question, "every", every);
        JsonNode answer = session.catalog()
                .call(Call.post(Paths.of(session.project()) + "/retention:simulate", question))
                .body();
        session.print(
                answer,
                out -> RetentionView.simulation(
                        answer, out, session.surroundings().zone(), all));
        session.next("policy apply -f " + file);
        return ExitCode.OK;
    }

    private static void put(ObjectNode question, String field, String value) {
        if (!value.isEmpty()) {
            question.put(field, value);
        }
    }
}
