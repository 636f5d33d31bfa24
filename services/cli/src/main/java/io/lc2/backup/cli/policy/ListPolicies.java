package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.PageOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 policy list}. */
@Command(name = "list", description = "List policies by name.")
final class ListPolicies extends Verb {

    @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
    String environment = "";

    @Mixin
    PageOptions paging = new PageOptions();

    @Override
    protected ExitCode run(Session session) {
        Map<String, String> filters = Map.of("environment", environment);
        JsonNode page = paging.page(session.catalog(), Paths.of(session.project(), "policies"), filters);
        session.print(
                page, out -> PolicyView.list(page, out, session.surroundings().zone()));
        if (!paging.next(session, "policy list", filters, page)) {
            session.next(
                    page.path("items").isEmpty()
                            ? "policy apply -f FILE"
                            : "policy describe "
                                    + Sections.text(page.path("items").get(0), "policyId"));
        }
        return ExitCode.OK;
    }
}
