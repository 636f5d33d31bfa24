package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 policy preview}. */
@Command(name = "preview", description = "Show the next five runs and drills of a policy in a file; nothing is asked for.")
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
        JsonNode preview = session.api()
                .call(Call.post(Paths.of(session.project(), "policies", policy.id()) + ":preview", policy.body()))
                .body();
        session.print(preview, out -> {
            PolicyFile.warnings(preview, out);
            runs(preview.path("runs")).print(out, "");
            if (!preview.path("drills").isEmpty()) {
                out.println();
                out.println("Drills");
                drills(preview.path("drills")).print(out, "  ");
            }
        });
        session.next("policy apply -f " + file);
        return ExitCode.OK;
    }

    private static Table runs(JsonNode runs) {
        Table table = new Table(
                Table.left("DUE"), Table.left("DUE, UTC"), Table.left("STARTS, UTC"), Table.left("ENDS BY, UTC"));
        runs.forEach(run -> table.row(
                Sections.text(run, "due"),
                Sections.text(run, "dueUtc"),
                Sections.text(run, "start"),
                Sections.text(run, "finishBy")));
        return table;
    }

    private static Table drills(JsonNode drills) {
        Table table = new Table(Table.left("DUE"), Table.left("DUE, UTC"), Table.left("STARTS, UTC"));
        drills.forEach(drill ->
                table.row(Sections.text(drill, "due"), Sections.text(drill, "dueUtc"), Sections.text(drill, "start")));
        return table;
    }
}
