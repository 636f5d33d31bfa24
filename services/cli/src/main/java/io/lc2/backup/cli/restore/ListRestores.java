package io.lc2.backup.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.PageOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lc2 restore list}. */
@Command(name = "list", description = "List restores, the newest first.")
final class ListRestores extends Verb {

    @Mixin
    PageOptions paging = new PageOptions();

    @Override
    protected ExitCode run(Session session) {
        JsonNode page = paging.page(session.catalog(), Paths.of(session.project(), "restores"), Map.of());
        session.print(
                page, out -> RestoreView.list(page, out, session.surroundings().zone()));
        paging.next(session, "restore list", Map.of(), page);
        return ExitCode.OK;
    }
}
