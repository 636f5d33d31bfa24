package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.terminal.Table;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The audit trail of one operation as a table: what happened, when, by whom. */
final class EventReport {

    private static final int LONGEST_DETAIL = 70;

    private EventReport() {}

    /** @param page answer of {@code …/events} */
    static List<String> lines(JsonNode page) {
        Table table = new Table("time (UTC)", "event", "by", "step", "attempt", "detail");
        for (JsonNode event : page.path("items")) {
            String step = text(event, "step");
            table.add(
                    text(event, "occurredAt").replace('T', ' ').replace("Z", ""),
                    text(event, "type"),
                    text(event, "actor"),
                    step,
                    step.isEmpty() ? "" : text(event, "attempt"),
                    shortened(text(event, "detail")));
        }
        return table.lines();
    }

    private static String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
