package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.PageOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 backup list}. */
@Command(name = "list", description = "List backups, the newest first.")
final class ListBackups extends Verb {

    @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
    String environment = "";

    @Option(names = "--application", paramLabel = "KIND", description = "Only of this kind of application.")
    String application = "";

    @Option(names = "--component", paramLabel = "NAME", description = "Only those that hold it, for example database.")
    String component = "";

    @Option(names = "--status", paramLabel = "STATUS", description = "Only in this status, for example Completed.")
    String status = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Only asked for at or after it (ISO 8601).")
    String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Only asked for before it (ISO 8601).")
    String to = "";

    @Mixin
    PageOptions paging = new PageOptions();

    @Override
    protected ExitCode run(Session session) {
        Map<String, String> filters = filters();
        JsonNode page = paging.page(session.catalog(), Paths.of(session.project(), "backups"), filters);
        session.print(
                page, out -> BackupView.list(page, out, session.surroundings().zone()));
        paging.next(session, "backup list", filters, page);
        return ExitCode.OK;
    }

    private Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("environment", environment);
        filters.put("application", application);
        filters.put("component", component);
        filters.put("status", status);
        filters.put("from", from);
        filters.put("to", to);
        return filters;
    }
}
