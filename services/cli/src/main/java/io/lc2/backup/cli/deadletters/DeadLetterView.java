package io.lc2.backup.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import java.io.PrintWriter;
import java.time.ZoneId;

/** Dead letters as people read them. */
final class DeadLetterView {

    static final String PATH = "/api/v1/dead-letters";

    private static final int LONGEST_REASON = 70;

    private DeadLetterView() {}

    static String path(String id) {
        return PATH + "/" + Paths.encoded(id);
    }

    static void list(JsonNode page, PrintWriter out, ZoneId zone) {
        if (page.path("items").isEmpty()) {
            boolean more = page.path("nextPageToken").isTextual();
            out.println(more ? "None among those that were looked at." : "No dead letters.");
            return;
        }
        Table table = new Table(
                Table.left("ID"),
                Table.left("SET ASIDE"),
                Table.left("TOPIC"),
                Table.right("PARTITION"),
                Table.right("OFFSET"),
                Table.right("SIZE"),
                Table.left("REASON"));
        page.path("items")
                .forEach(item -> table.row(
                        Sections.text(item, "id"),
                        Sections.minute(item, "setAsideAt", zone),
                        Sections.text(item, "topic"),
                        Sections.text(item, "partition"),
                        Sections.text(item, "offset"),
                        Sections.bytes(item, "bytes"),
                        shortened(Sections.text(item, "reason"))));
        table.print(out, "");
    }

    static void show(JsonNode letter, PrintWriter out, ZoneId zone) {
        Sections sections = new Sections(out, zone)
                .line("Dead letter", letter, "id")
                .line("Topic", letter, "topic")
                .line("Partition", letter, "partition")
                .line("Offset", letter, "offset")
                .line("Reason", letter, "reason")
                .line("Exception", letter, "exception")
                .time("Set aside", letter, "setAsideAt")
                .line("Key", letter, "key")
                .line("Size", Sections.bytes(letter, "bytes"))
                .line("Cut off", letter, "cut")
                .line("Value", letter, "value");
        Table headers = new Table(Table.left("HEADER"), Table.left("VALUE"));
        letter.path("headers")
                .forEach(header -> headers.row(Sections.text(header, "name"), Sections.text(header, "value")));
        Table replays = new Table(Table.left("AT"), Table.left("BY"), Table.left("TO"), Table.right("OFFSET"));
        letter.path("replays")
                .forEach(replay -> replays.row(
                        Sections.minute(replay, "at", zone),
                        Sections.text(replay, "actor"),
                        place(replay),
                        Sections.text(replay, "offset")));
        sections.table("Headers", letter.path("headers"), headers).table("Replays", letter.path("replays"), replays);
    }

    static String place(JsonNode node) {
        return Table.harmless(Sections.text(node, "topic") + ", partition " + Sections.text(node, "partition"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }
}
