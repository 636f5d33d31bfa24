package io.lc2.backup.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import java.io.PrintWriter;
import java.time.ZoneId;

/** Restores as people read them. */
final class RestoreView {

    private RestoreView() {}

    static void list(JsonNode page, PrintWriter out, ZoneId zone) {
        Table table = new Table(
                Table.left("RESTORE"),
                Table.left("BACKUP"),
                Table.left("INTO"),
                Table.left("TYPE"),
                Table.left("STATUS"),
                Table.right("DONE"),
                Table.left("REQUESTED"),
                Table.right("DURATION"),
                Table.left("BY"));
        page.path("items")
                .forEach(restore -> table.row(
                        Sections.text(restore, "restoreId"),
                        Sections.text(restore, "backupId"),
                        Sections.text(restore, "targetEnvironment"),
                        Sections.text(restore, "restoreType"),
                        Sections.text(restore, "status"),
                        Sections.text(restore, "progressPercent") + "%",
                        Sections.minute(restore, "requestedAt", zone),
                        Sections.duration(restore),
                        Sections.text(restore, "initiator")));
        if (page.path("items").isEmpty()) {
            out.println("No restores.");
        } else {
            table.print(out, "");
        }
    }

    static void details(JsonNode restore, PrintWriter out, ZoneId zone) {
        new Sections(out, zone)
                .line("Restore", restore, "restoreId")
                .line("Project", restore, "projectId")
                .line("Backup", restore, "backupId")
                .line("Into", restore, "targetEnvironment")
                .line("Type", Sections.text(restore, "restoreType") + remark(restore))
                .course(restore)
                .line("Done", Sections.text(restore, "progressPercent") + "%")
                .failure(restore)
                .components(restore)
                .table("Endpoints", restore.path("endpoints"), endpoints(restore))
                .steps(restore)
                .checks(restore)
                .list("What to do now", restore.path("nextSteps"));
    }

    private static String remark(JsonNode restore) {
        if (restore.path("drill").asBoolean()) {
            return " (drill: everything is removed again)";
        }
        return restore.path("dryRun").asBoolean() ? " (dry run: nothing is changed)" : "";
    }

    private static Table endpoints(JsonNode restore) {
        Table table = new Table(Table.left("COMPONENT"), Table.left("NAME"), Table.left("RESTORED FROM"));
        restore.path("endpoints")
                .forEach(endpoint -> table.row(
                        Sections.text(endpoint, "component"),
                        Sections.text(endpoint, "name"),
                        Sections.text(endpoint, "source")));
        return table;
    }
}
