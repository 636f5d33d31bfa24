package io.lc2.backup.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.output.Units;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;

/** Drills as people read them. */
final class DrillView {

    private static final String NOTHING = "-";

    private DrillView() {}

    static void list(JsonNode drills, PrintWriter out, ZoneId zone) {
        Table table = new Table(
                Table.left("ENVIRONMENT"),
                Table.left("RESULT"),
                Table.left("BACKUP"),
                Table.left("DRILL"),
                Table.left("ENDED"),
                Table.right("RTO"),
                Table.right("RPO"),
                Table.right("CHECKS"),
                Table.left("FAILURE"));
        drills.path("items")
                .forEach(drill -> table.row(
                        Sections.text(drill, "environment"),
                        drill.path("passed").asBoolean() ? "passed" : "FAILED",
                        Sections.text(drill, "backupId"),
                        Sections.text(drill, "restoreId"),
                        Sections.minute(drill, "endedAt", zone),
                        duration(drill, "rtoMs"),
                        duration(drill, "rpoMs"),
                        Sections.count(drill, "checksPassed"),
                        Sections.text(drill.path("failure"), "code")));
        if (drills.path("items").isEmpty()) {
            out.println("No drills.");
        } else {
            table.print(out, "");
        }
    }

    static void details(JsonNode drill, PrintWriter out, ZoneId zone) {
        new Sections(out, zone)
                .line("Drill", drill, "restoreId")
                .line("Project", drill, "projectId")
                .line("Backup", drill, "backupId")
                .course(drill)
                .line("RTO", duration(drill, "rtoMs"))
                .line("RPO", duration(drill, "rpoMs"))
                .failure(drill)
                .components(drill)
                .steps(drill)
                .checks(drill);
    }

    private static String duration(JsonNode drill, String field) {
        JsonNode millis = drill.path(field);
        return millis.isNumber() ? Units.duration(Duration.ofMillis(millis.asLong())) : NOTHING;
    }
}
