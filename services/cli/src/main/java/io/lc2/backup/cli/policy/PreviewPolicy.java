package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 policy preview}. */
@Command(
        name = "preview",
        description = {
            "Show the next five runs and drills of a policy in a file, and what its retention would keep and delete today.",
            "Nothing is asked for."
        })
final class PreviewPolicy extends Verb {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Policy as JSON or YAML; - is standard input.")
    String file = "";

    @Override
    protected ExitCode run(Session session) {
        PolicyFile policy = PolicyFile.read(file, session);
        ObjectNode preview = (ObjectNode) session.api()
                .call(Call.post(Paths.of(session.project(), "policies", policy.id()) + ":preview", policy.body()))
                .body();
        retention(session, policy, preview);
        session.print(preview, out -> table(session, preview, out));
        session.next("policy apply -f " + file);
        return ExitCode.OK;
    }

    /** What the catalog cannot tell stops nobody from seeing the rest. */
    private static void retention(Session session, PolicyFile policy, ObjectNode preview) {
        try {
            preview.set(
                    "retention",
                    session.catalog()
                            .call(Call.post(Paths.of(session.project()) + "/retention:preview", policy.retention()))
                            .body());
        } catch (CliException e) {
            String why = e.exitCode() == ExitCode.NOT_FOUND
                    ? "The project has no backups yet"
                    : String.valueOf(e.getMessage());
            preview.putNull("retention").put("retentionUnknown", why);
        }
    }

    private static void table(Session session, JsonNode preview, PrintWriter out) {
        PolicyFile.warnings(preview, out);
        PolicyView.runs(preview.path("runs")).print(out, "");
        if (!preview.path("drills").isEmpty()) {
            out.println();
            out.println("Drills");
            PolicyView.drills(preview.path("drills")).print(out, "  ");
        }
        if (preview.hasNonNull("retention")) {
            RetentionView.preview(
                    preview.path("retention"), out, session.surroundings().zone());
        } else {
            out.println();
            out.println("Retention today: "
                    + Table.harmless(preview.path("retentionUnknown").asText()) + ".");
        }
    }
}
