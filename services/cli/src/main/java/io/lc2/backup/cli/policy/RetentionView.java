package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What retention does, as people read it. */
final class RetentionView {

    private RetentionView() {}

    static void preview(JsonNode preview, PrintWriter out, ZoneId zone) {
        String environment = Table.harmless(Sections.text(preview, "environment"));
        out.println();
        if (preview.path("items").isEmpty()) {
            out.println("Retention today: " + environment + " has no backups to keep or delete.");
            return;
        }
        out.println("Retention today: of %s, %s would be kept and %s deleted."
                .formatted(
                        environment,
                        backups(preview.path("keep").asInt()),
                        preview.path("delete").asInt()));
        together(preview, out);
        Table table = new Table(Table.left("BACKUP"), Table.left("STARTED"), Table.left("VERDICT"), Table.left("WHY"));
        preview.path("items")
                .forEach(item -> table.row(
                        Sections.text(item, "backupId"),
                        Sections.minute(item, "at", zone),
                        Sections.text(item, "verdict"),
                        why(item)));
        table.print(out, "  ");
    }

    static void simulation(JsonNode simulation, PrintWriter out, ZoneId zone, boolean all) {
        if (simulation.path("items").isEmpty()) {
            out.println("%s has no completed backups up to %s, so there is nothing to replay."
                    .formatted(
                            Table.harmless(Sections.text(simulation, "environment")),
                            Sections.minute(simulation, "asOf", zone)));
            return;
        }
        boolean compares = !simulation.path("comparedWith").isEmpty();
        out.println("%s from %s to %s, days of %s: %s kept, %d deleted."
                .formatted(
                        Table.harmless(Sections.text(simulation, "environment")),
                        Sections.minute(simulation, "from", zone),
                        Sections.minute(simulation, "asOf", zone),
                        Table.harmless(Sections.text(simulation, "zone")),
                        backups(simulation.path("keep").asInt()),
                        simulation.path("delete").asInt()));
        out.println(
                compares
                        ? "Compared with %s as of today: %s treated otherwise."
                                .formatted(
                                        policies(simulation, "comparedWith"),
                                        backups(simulation.path("differing").asInt()))
                        : "No policy governs it today, so nothing is deleted now.");
        together(simulation, out);
        List<JsonNode> shown = new ArrayList<>();
        simulation.path("items").forEach(item -> {
            boolean tells = compares ? item.path("differs").asBoolean() : !kept(item);
            if (all || tells) {
                shown.add(item);
            }
        });
        if (!shown.isEmpty()) {
            table(shown, compares, zone).print(out, "");
        }
    }

    private static Table table(List<JsonNode> items, boolean compares, ZoneId zone) {
        Table table = compares
                ? new Table(
                        Table.left("BACKUP"),
                        Table.left("STARTED"),
                        Table.left("NOW"),
                        Table.left("THEN"),
                        Table.left("WHY"))
                : new Table(Table.left("BACKUP"), Table.left("STARTED"), Table.left("THEN"), Table.left("WHY"));
        for (JsonNode item : items) {
            String id = Sections.text(item, "backupId");
            String at = Sections.minute(item, "at", zone);
            String then = fate(item.path("after"), zone);
            String why = why(item.path("after"));
            if (compares) {
                table.row(id, at, fate(item.path("before"), zone), then, why);
            } else {
                table.row(id, at, then, why);
            }
        }
        return table;
    }

    private static void together(JsonNode answer, PrintWriter out) {
        if (!answer.path("together").isEmpty()) {
            out.println("What " + policies(answer, "together") + " keeps stays as well.");
        }
    }

    private static String policies(JsonNode answer, String field) {
        return (answer.path(field).size() == 1 ? "policy " : "policies ")
                + Table.harmless(Sections.joined(answer, field));
    }

    private static boolean kept(JsonNode item) {
        return Sections.text(item.path("after"), "outcome").equals("kept");
    }

    private static String fate(JsonNode fate, ZoneId zone) {
        String outcome = Sections.text(fate, "outcome");
        return fate.hasNonNull("deletedAt") ? outcome + " " + Sections.minute(fate, "deletedAt", zone) : outcome;
    }

    private static String why(JsonNode verdict) {
        List<String> reasons = new ArrayList<>();
        verdict.path("reasons").forEach(reason -> reasons.add(Sections.text(reason, "text")));
        return reasons.isEmpty() ? "-" : String.join("; ", reasons);
    }

    private static String backups(int count) {
        return count == 1 ? "1 backup" : count + " backups";
    }
}
