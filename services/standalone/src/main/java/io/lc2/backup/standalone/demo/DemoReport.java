package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.client.ApiClient;
import io.lc2.backup.standalone.sample.Comparison;
import io.lc2.backup.standalone.terminal.Table;
import io.lc2.backup.standalone.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** What the demo says at its end: the checks, the audit trail and the comparison. */
final class DemoReport {

    private final Terminal terminal;
    private final ApiClient catalog;

    DemoReport(Terminal terminal, ApiClient catalog) {
        this.terminal = terminal;
        this.catalog = catalog;
    }

    void print(String backup, String restore, Comparison comparison) {
        checks(catalog.get(backup));
        trail("Audit trail of the backup", backup);
        trail("Audit trail of the restore", restore);
        heading("Source and restored, read in full");
        Table table = new Table("what", "source", "restored", "equal");
        for (Comparison.Row row : comparison.rows()) {
            table.add(row.what(), row.source(), row.restored(), row.equal() ? "yes" : "NO: " + row.difference());
        }
        terminal.lines(table.lines());
    }

    /** Why an operation did not complete, and what to do. */
    static String failure(JsonNode details) {
        JsonNode failure = details.path("failure");
        return failure.isObject()
                ? "%s (%s, %s). %s"
                        .formatted(
                                failure.path("message").asString(""),
                                failure.path("component").asString(""),
                                failure.path("code").asString(""),
                                failure.path("nextStep").asString(""))
                : "no reason given: " + details;
    }

    /** Among them the cross-check of rows and objects. */
    private void checks(JsonNode details) {
        heading("Checks of the backup");
        for (JsonNode check : details.path("checks")) {
            terminal.line("%-26s %s"
                    .formatted(
                            check.path("name").asString(""),
                            check.path("detail").asString("")));
        }
    }

    private void trail(String title, String operation) {
        heading(title);
        terminal.lines(EventReport.lines(catalog.get(operation + "/events?pageSize=200")));
    }

    private void heading(String title) {
        terminal.line("");
        terminal.line(title);
        terminal.line("");
    }
}
