package io.lc2.backup.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.session.Session;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What came back from storage, and what did not, as people read it. */
final class RecoveryView {

    private RecoveryView() {}

    static void show(Session session, JsonNode recovery) {
        PrintWriter out = session.surroundings().out();
        new Sections(out, session.surroundings().zone())
                .line("Events restored", Sections.count(recovery, "eventsRestored"))
                .line("Backups from manifests", Sections.count(recovery, "backupsFromManifests"))
                .line("Not recovered", Sections.count(recovery, "notRecovered"));
        JsonNode items = recovery.path("items");
        if (!items.isEmpty()) {
            list(out, items);
            long more = recovery.path("notRecovered").asLong() - items.size();
            if (more > 0) {
                out.println("… and " + more + " more, in the log of the catalog.");
            }
        }
        out.flush();
    }

    static boolean isPartial(JsonNode recovery) {
        return recovery.path("notRecovered").asLong() > 0;
    }

    private static void list(PrintWriter out, JsonNode items) {
        Table table = new Table(Table.left("LOST"), Table.left("PROJECT"), Table.left("ID"), Table.left("DETAIL"));
        Map<String, String> nextSteps = new TreeMap<>();
        for (JsonNode item : items) {
            String kind = item.path("kind").asText();
            table.row(
                    kind,
                    item.path("projectId").asText(),
                    item.path("id").asText(),
                    item.path("detail").asText());
            nextSteps.put(kind, item.path("nextStep").asText());
        }
        out.println();
        table.print(out, "");
        out.println();
        nextSteps.forEach((kind, step) -> out.println(Table.harmless(kind + ": " + step)));
    }
}
