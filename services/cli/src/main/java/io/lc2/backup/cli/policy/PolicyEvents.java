package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.PageOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 policy events}. */
@Command(
        name = "events",
        description = "Show what happened to a policy, newest first: runs, and why due times did not become any.")
final class PolicyEvents extends Verb {

    @Parameters(paramLabel = "POLICY", description = "Id of the policy.")
    String id = "";

    @Mixin
    PageOptions paging = new PageOptions();

    @Override
    protected ExitCode run(Session session) {
        JsonNode page = paging.page(session.catalog(), Paths.of(session.project(), "policies", id, "events"), Map.of());
        session.print(
                page, out -> PolicyView.events(page, out, session.surroundings().zone()));
        if (!paging.next(session, "policy events " + id, Map.of(), page)) {
            session.next("policy describe " + id);
        }
        return ExitCode.OK;
    }
}
