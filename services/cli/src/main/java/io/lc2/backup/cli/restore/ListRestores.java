package io.lc2.backup.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 restore list}. */
@Command(name = "list", description = "List restores, the newest first.")
final class ListRestores extends Verb {

    @Option(names = "--page-size", paramLabel = "N", description = "How many at most, 1 to 200 (default: 50).")
    String pageSize = "";

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Go on where an earlier list ended.")
    String pageToken = "";

    @Override
    protected ExitCode run(Session session) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("pageSize", pageSize);
        query.put("pageToken", pageToken);
        JsonNode page = session.catalog()
                .call(Call.get(Paths.of(session.project(), "restores") + Paths.query(query)))
                .body();
        session.print(
                page, out -> RestoreView.list(page, out, session.surroundings().zone()));
        JsonNode more = page.path("nextPageToken");
        if (more.isTextual()) {
            String size = pageSize.isEmpty() ? "" : " --page-size " + pageSize;
            session.next("restore list" + size + " --page-token " + more.asText());
        }
        return ExitCode.OK;
    }
}
