package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 policy delete}. */
@Command(name = "delete", description = "Remove a policy, its backups stay; without --confirm, only say so.")
final class DeletePolicy extends ChangePolicy {

    @Option(names = "--confirm", description = "Really remove it.")
    boolean confirm;

    @Override
    protected ExitCode run(Session session) {
        return confirm
                ? change(session, Call.delete(path(session)), "Asked that policy " + id + " is removed.", "policy list")
                : dryRun(session);
    }

    private ExitCode dryRun(Session session) {
        JsonNode policy = PolicyView.require(session, id);
        ObjectNode answer = new ObjectMapper().createObjectNode().put("dryRun", true);
        answer.set("policy", policy);
        session.print(
                answer,
                out -> out.println(
                        "Would remove policy %s of %s, %s in %s; its backups would stay. Nothing was removed."
                                .formatted(
                                        id,
                                        Table.harmless(Sections.text(policy, "environment")),
                                        Table.harmless(Sections.text(policy, "cron")),
                                        Table.harmless(Sections.text(policy, "zone")))));
        session.next("policy delete " + id + " --confirm");
        return ExitCode.OK;
    }
}
