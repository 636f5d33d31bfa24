package io.lc2.backup.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The parts that details of backups, restores and other operations have in common. */
public final class Sections {

    private static final String NOTHING = "-";
    private static final int LABEL = 14;

    private final PrintWriter out;
    private final ZoneId zone;

    /** Writes there, with times in that zone. */
    public Sections(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    /** A line with a name and a value; left out when the value is empty. */
    public Sections line(String name, String value) {
        if (!value.isEmpty() && !value.equals(NOTHING)) {
            out.println(name + " ".repeat(Math.max(1, LABEL - name.length())) + Table.harmless(value));
        }
        return this;
    }

    /** A line with a field as it is; left out when it is missing. */
    public Sections line(String name, JsonNode details, String field) {
        return line(name, text(details, field));
    }

    /** A line with an instant, to the second; left out when it is missing. */
    public Sections time(String name, JsonNode details, String field) {
        return line(name, second(details, field));
    }

    /** Status, times and who asked. */
    public Sections course(JsonNode details) {
        String queue = details.path("queuePosition").isNumber()
                ? " (number " + details.path("queuePosition").asInt() + " in the queue)"
                : "";
        return line("Status", text(details, "status") + queue)
                .line("Waits for", details.path("waitingFor"), "message")
                .time("Requested", details, "requestedAt")
                .time("Started", details, "startedAt")
                .time("Ended", details, "endedAt")
                .line("Duration", duration(details))
                .line("Asked by", details, "initiator");
    }

    /** Why there is no result, and what to do. */
    public Sections failure(JsonNode details) {
        JsonNode failure = details.path("failure");
        if (failure.isObject()) {
            out.println();
            out.println("Failed: " + Table.harmless(text(failure, "message")));
            line("  Reason", text(failure, "code") + " in " + text(failure, "component"));
            line("  Next step", failure, "nextStep");
        }
        JsonNode leftovers = details.path("leftovers");
        if (leftovers.isObject()) {
            line(
                    "  Left behind",
                    text(leftovers, "outcome") + " " + leftovers.path("detail").asText(""));
        }
        return this;
    }

    /** The steps and how far each is. */
    public Sections steps(JsonNode details) {
        Table table = new Table(
                Table.left("STEP"), Table.left("STATE"), Table.right("TRY"), Table.right("SIZE"), Table.right("ITEMS"));
        details.path("steps").forEach(step -> {
            JsonNode progress = step.path("progress");
            table.row(
                    text(step, "step"),
                    text(step, "state"),
                    step.path("attempt").asText("0"),
                    of(progress, "bytesDone", "bytesTotal", true),
                    of(progress, "objectsDone", "objectsTotal", false));
        });
        return table("Steps", details.path("steps"), table);
    }

    /** The checks that were made. */
    public Sections checks(JsonNode details) {
        Table table = new Table(Table.left("CHECK"), Table.left("OF"), Table.left("RESULT"), Table.left("DETAIL"));
        details.path("checks")
                .forEach(check -> table.row(
                        text(check, "name"),
                        text(check, "component"),
                        check.path("passed").asBoolean() ? "passed" : "FAILED",
                        text(check, "detail")));
        return table("Checks", details.path("checks"), table);
    }

    /** What became of each component. */
    public Sections components(JsonNode details) {
        Table table = new Table(Table.left("COMPONENT"), Table.left("OUTCOME"), Table.left("DETAIL"));
        details.path("componentOutcomes")
                .forEach(component ->
                        table.row(text(component, "component"), text(component, "outcome"), text(component, "detail")));
        return table("Components", details.path("componentOutcomes"), table);
    }

    /** A table with a title; left out when there are no entries. */
    public Sections table(String title, JsonNode entries, Table table) {
        if (!entries.isEmpty()) {
            out.println();
            out.println(title);
            table.print(out, "  ");
        }
        return this;
    }

    /** A list with a title; left out when there are no entries. */
    public Sections list(String title, JsonNode entries) {
        if (!entries.isEmpty()) {
            out.println();
            out.println(title);
            entries.forEach(entry -> out.println("  - " + Table.harmless(entry.asText())));
        }
        return this;
    }

    /** A field as text; a hyphen when it is missing. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? NOTHING : value.asText();
    }

    /** A list of texts with commas between them. */
    public static String joined(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(entry -> texts.add(entry.asText()));
        return texts.isEmpty() ? NOTHING : String.join(", ", texts);
    }

    /** A field with a size. */
    public static String bytes(JsonNode node, String field) {
        return node.path(field).isNumber() ? Units.bytes(node.path(field).asLong()) : NOTHING;
    }

    /** A field with a count. */
    public static String count(JsonNode node, String field) {
        return node.path(field).isNumber() ? Units.count(node.path(field).asLong()) : NOTHING;
    }

    /** The field {@code durationMs}. */
    public static String duration(JsonNode node) {
        JsonNode millis = node.path("durationMs");
        return millis.isNumber() ? Units.duration(Duration.ofMillis(millis.asLong())) : NOTHING;
    }

    /** A field with an instant, to the minute. */
    public static String minute(JsonNode node, String field, ZoneId zone) {
        String text = text(node, field);
        try {
            return text.equals(NOTHING) ? NOTHING : Units.minute(Instant.parse(text), zone);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private String second(JsonNode node, String field) {
        String text = text(node, field);
        try {
            return text.equals(NOTHING) ? NOTHING : Units.second(Instant.parse(text), zone);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static String of(JsonNode progress, String doneField, String totalField, boolean size) {
        long done = progress.path(doneField).asLong();
        long total = progress.path(totalField).asLong(-1);
        if (done == 0 && total <= 0) {
            return NOTHING;
        }
        String text = size ? Units.bytes(done) : Units.count(done);
        if (total < 0 || total == done) {
            return text;
        }
        return text + " of " + (size ? Units.bytes(total) : Units.count(total));
    }
}
