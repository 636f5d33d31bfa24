package io.lc2.backup.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.http.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of verbs that list something page by page. */
public final class PageOptions {

    @Option(names = "--page-size", paramLabel = "N", description = "How many at most, 1 to 200 (default: 50).")
    String pageSize = "";

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Go on where an earlier list ended.")
    String pageToken = "";

    /**
     * Asks for the page.
     *
     * @param path the list
     * @param filters by the name of their option, which is that of the parameter; empty ones are left out
     */
    public JsonNode page(Service service, String path, Map<String, String> filters) {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("pageSize", pageSize);
        query.put("pageToken", pageToken);
        return service.call(Call.get(path + Paths.query(query))).body();
    }

    /**
     * Tells the command that goes on.
     *
     * @param verb the verb that has listed, for example {@code backup list}
     * @return false when this was the last page
     */
    public boolean next(Session session, String verb, Map<String, String> filters, JsonNode page) {
        JsonNode more = page.path("nextPageToken");
        if (!more.isTextual()) {
            return false;
        }
        StringBuilder command = new StringBuilder(verb);
        filters.forEach((name, value) -> add(command, name, value));
        add(command, "page-size", pageSize);
        add(command, "page-token", more.asText());
        session.next(command.toString());
        return true;
    }

    private static void add(StringBuilder command, String option, String value) {
        if (!value.isEmpty()) {
            command.append(" --").append(option).append(' ').append(value);
        }
    }
}
