package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import java.io.PrintWriter;
import java.time.ZoneId;

/** Backups as people read them. */
final class BackupView {

    private BackupView() {}

    static void list(JsonNode page, PrintWriter out, ZoneId zone) {
        Table table = new Table(
                Table.left("BACKUP"),
                Table.left("ENVIRONMENT"),
                Table.left("APPLICATION"),
                Table.left("STATUS"),
                Table.left("VERIFIED"),
                Table.right("SIZE"),
                Table.right("OBJECTS"),
                Table.left("REQUESTED"),
                Table.right("DURATION"),
                Table.left("BY"));
        page.path("items")
                .forEach(backup -> table.row(
                        Sections.text(backup, "backupId"),
                        Sections.text(backup, "environment"),
                        Sections.text(backup, "application"),
                        Sections.text(backup, "status"),
                        Sections.text(backup, "verification"),
                        Sections.bytes(backup, "bytes"),
                        Sections.count(backup, "objects"),
                        Sections.minute(backup, "requestedAt", zone),
                        Sections.duration(backup),
                        Sections.text(backup, "initiator")));
        if (page.path("items").isEmpty()) {
            out.println("No backups.");
        } else {
            table.print(out, "");
        }
    }

    static void details(JsonNode backup, PrintWriter out, ZoneId zone) {
        new Sections(out, zone)
                .line("Backup", backup, "backupId")
                .line("Project", backup, "projectId")
                .line("Environment", backup, "environment")
                .line("Application", backup, "application")
                .line("Provider", backup, "provider")
                .line("Components", Sections.joined(backup, "components"))
                .course(backup)
                .time("Data as of", backup, "dataTime")
                .line("Size", Sections.bytes(backup, "bytes"))
                .line("Objects", Sections.count(backup, "objects"))
                .line("Verified", backup, "verification")
                .line("Lifecycle", backup, "lifecycle")
                .time("Removed after", backup, "purgeAfter")
                .line("Legal hold", backup.path("held").asBoolean() ? "yes" : "")
                .line("Retention", retention(backup.path("retention")))
                .line("Manifest", manifest(backup))
                .line("Notes", backup, "notes")
                .failure(backup)
                .components(backup)
                .steps(backup)
                .checks(backup)
                .table("Artifacts", backup.path("artifacts"), artifacts(backup));
    }

    static void events(JsonNode page, PrintWriter out, ZoneId zone) {
        Table table = new Table(
                Table.right("NO"),
                Table.left("TIME"),
                Table.left("EVENT"),
                Table.left("STEP"),
                Table.right("TRY"),
                Table.left("BY"),
                Table.left("DETAIL"));
        page.path("items")
                .forEach(event -> table.row(
                        Sections.text(event, "sequence"),
                        Sections.minute(event, "occurredAt", zone),
                        Sections.text(event, "type"),
                        Sections.text(event, "step"),
                        Sections.text(event, "attempt"),
                        Sections.text(event, "actor"),
                        detail(event.path("detail"))));
        table.print(out, "");
    }

    private static Table artifacts(JsonNode backup) {
        Table table = new Table(
                Table.left("PATH"),
                Table.left("OF"),
                Table.right("STORED"),
                Table.right("ORIGINAL"),
                Table.left("SHA-256"));
        backup.path("artifacts")
                .forEach(artifact -> table.row(
                        Sections.text(artifact, "path"),
                        Sections.text(artifact, "component"),
                        Sections.bytes(artifact, "bytes"),
                        Sections.bytes(artifact, "originalBytes"),
                        shortened(Sections.text(artifact, "sha256"))));
        return table;
    }

    private static String retention(JsonNode retention) {
        if (!retention.isObject()) {
            return "";
        }
        String text = "%d daily, %d weekly, %d monthly, %d yearly"
                .formatted(
                        retention.path("daily").asInt(),
                        retention.path("weekly").asInt(),
                        retention.path("monthly").asInt(),
                        retention.path("yearly").asInt());
        int compliance = retention.path("complianceDays").asInt();
        return compliance == 0 ? text : text + ", compliance " + compliance + " days";
    }

    private static String manifest(JsonNode backup) {
        String sha256 = Sections.text(backup, "manifestSha256");
        return sha256.equals("-") ? "" : "sha256:" + sha256;
    }

    private static String detail(JsonNode detail) {
        if (detail.isMissingNode() || detail.isNull()) {
            return "";
        }
        return detail.isValueNode() ? detail.asText() : detail.toString();
    }

    private static String shortened(String sha256) {
        return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12) + "…";
    }
}
