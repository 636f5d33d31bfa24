package io.lc2.backup.cli.deadletters;

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

/** {@code lc2 deadletters list}. */
@Command(name = "list", description = "List records that were set aside, the newest first.")
final class ListDeadLetters extends Verb {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic, for example backup-commands.")
    String topic = "";

    @Option(names = "--page-size", paramLabel = "N", description = "How many at most, 1 to 200 (default: 50).")
    String pageSize = "";

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Go on where an earlier list ended.")
    String pageToken = "";

    @Override
    protected ExitCode run(Session session) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("topic", topic);
        filters.put("pageSize", pageSize);
        filters.put("pageToken", pageToken);
        JsonNode page = session.api()
                .call(Call.get(DeadLetterView.PATH + Paths.query(filters)))
                .body();
        session.print(
                page,
                out -> DeadLetterView.list(page, out, session.surroundings().zone()));
        String more = page.path("nextPageToken").asText("");
        if (!more.isEmpty() && !page.path("nextPageToken").isNull()) {
            session.next("deadletters list" + option("--topic", topic) + option("--page-size", pageSize)
                    + " --page-token " + more);
        } else if (!page.path("items").isEmpty()) {
            session.next(
                    "deadletters show " + page.path("items").get(0).path("id").asText());
        }
        return ExitCode.OK;
    }

    private static String option(String name, String value) {
        return value.isEmpty() ? "" : " " + name + " " + value;
    }
}
