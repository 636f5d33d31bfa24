package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.output.Units;
import io.lc2.backup.cli.session.Session;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Policies as people read them. */
final class PolicyView {

    /** A policy that was asked for a moment ago is known within this time. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private PolicyView() {}

    /** The policy as the catalog knows it; fails as not found when there is none. */
    static JsonNode require(Session session, String id) {
        return session.catalog()
                .call(Call.get(Paths.of(session.project(), "policies", id)).waiting(UNTIL_KNOWN))
                .body();
    }

    static void list(JsonNode page, PrintWriter out, ZoneId zone) {
        if (page.path("items").isEmpty()) {
            out.println("No policies.");
            return;
        }
        Table table = new Table(
                Table.left("POLICY"),
                Table.left("ENVIRONMENT"),
                Table.left("STATUS"),
                Table.left("CRON"),
                Table.left("ZONE"),
                Table.left("NEXT RUN"),
                Table.left("LAST DUE"),
                Table.left("RESULT"));
        page.path("items").forEach(policy -> {
            Latest latest = Latest.of(policy);
            table.row(
                    Sections.text(policy, "policyId"),
                    Sections.text(policy, "environment"),
                    Sections.text(policy, "status"),
                    Sections.text(policy, "cron"),
                    Sections.text(policy, "zone"),
                    Sections.minute(policy.path("nextRun"), "start", zone),
                    Sections.minute(latest.node(), latest.field(), zone),
                    latest.result());
        });
        table.print(out, "");
    }

    static void details(JsonNode policy, PrintWriter out, ZoneId zone) {
        JsonNode schedule = policy.path("document").path("schedule");
        JsonNode window = schedule.path("window");
        new Sections(out, zone)
                .line("Policy", policy, "policyId")
                .line("Project", policy, "projectId")
                .line("Environment", policy, "environment")
                .line("Application", policy, "application")
                .line("Status", policy, "status")
                .line("Schedule", Sections.text(policy, "cron") + " in " + Sections.text(policy, "zone"))
                .line(
                        "Jitter",
                        schedule.path("jitter").asText("").equals("PT0S")
                                ? ""
                                : schedule.path("jitter").asText(""))
                .line("Start by", window, "startBy")
                .line("Finish by", window, "finishBy")
                .line("Catch up", schedule, "catchUp")
                .line("Overlap", schedule, "overlap")
                .line("Retention", retention(policy.path("document").path("retention")))
                .line("Drills", drillSchedule(policy.path("document").path("drill")))
                .time("Defined", policy, "definedAt")
                .line("Defined by", policy, "definedBy")
                .line("Last run", lastRun(policy.path("lastRun"), zone))
                .line("Last missed", leftOut(policy.path("lastMissed"), zone))
                .line("Last skipped", leftOut(policy.path("lastSkipped"), zone))
                .line("Last expiry", expiry(policy.path("lastRetention"), zone))
                .line("Last drill", lastDrill(policy.path("lastDrill"), zone))
                .line("Drill at work", policy, "unfinishedDrill")
                .table("Not ended", policy.path("unfinishedRuns"), unfinished(policy, zone))
                .table("Next runs", policy.path("nextRuns"), runs(policy.path("nextRuns")))
                .table("Next drills", policy.path("nextDrills"), drills(policy.path("nextDrills")));
        if (!policy.path("warnings").isEmpty()) {
            out.println();
            PolicyFile.warnings(policy, out);
        }
    }

    static void events(JsonNode page, PrintWriter out, ZoneId zone) {
        Table table = new Table(
                Table.right("NO"), Table.left("TIME"), Table.left("EVENT"), Table.left("BY"), Table.left("DETAIL"));
        page.path("items")
                .forEach(event -> table.row(
                        Sections.text(event, "sequence"),
                        Sections.minute(event, "occurredAt", zone),
                        Sections.text(event, "type"),
                        Sections.text(event, "actor"),
                        Sections.text(event, "detail")));
        table.print(out, "");
    }

    /** Runs to come, in the zone of the policy and in UTC. */
    static Table runs(JsonNode runs) {
        Table table = new Table(
                Table.left("DUE"), Table.left("DUE, UTC"), Table.left("STARTS, UTC"), Table.left("ENDS BY, UTC"));
        runs.forEach(run -> table.row(
                Sections.text(run, "due"),
                Sections.text(run, "dueUtc"),
                Sections.text(run, "start"),
                Sections.text(run, "finishBy")));
        return table;
    }

    /** Drills to come, in the zone of the policy and in UTC. */
    static Table drills(JsonNode drills) {
        Table table = new Table(Table.left("DUE"), Table.left("DUE, UTC"), Table.left("STARTS, UTC"));
        drills.forEach(drill ->
                table.row(Sections.text(drill, "due"), Sections.text(drill, "dueUtc"), Sections.text(drill, "start")));
        return table;
    }

    private static Table unfinished(JsonNode policy, ZoneId zone) {
        Table table = new Table(Table.left("BACKUP"), Table.left("DUE"), Table.left("STATUS"));
        policy.path("unfinishedRuns")
                .forEach(run -> table.row(
                        Sections.text(run, "backupId"),
                        Sections.minute(run, "due", zone),
                        Sections.text(run, "status")));
        return table;
    }

    private static String drillSchedule(JsonNode drill) {
        return drill.isObject() ? Sections.text(drill, "cron") + " in " + Sections.text(drill, "zone") : "";
    }

    private static String lastDrill(JsonNode drill, ZoneId zone) {
        if (!drill.isObject()) {
            return "";
        }
        String result = drill.path("passed").asBoolean()
                ? "passed" + measured(drill, "rtoMs", ", RTO ") + measured(drill, "rpoMs", ", RPO ")
                : "FAILED, " + Sections.text(drill.path("failure"), "code");
        return "%s, %s of %s %s"
                .formatted(
                        Sections.minute(drill, "endedAt", zone),
                        Sections.text(drill, "restoreId"),
                        Sections.text(drill, "backupId"),
                        result);
    }

    private static String measured(JsonNode drill, String field, String name) {
        JsonNode millis = drill.path(field);
        return millis.isNumber() ? name + Units.duration(Duration.ofMillis(millis.asLong())) : "";
    }

    private static String lastRun(JsonNode run, ZoneId zone) {
        return run.isObject()
                ? Sections.minute(run, "due", zone) + ", " + Sections.text(run, "backupId") + " " + Latest.status(run)
                : "";
    }

    private static String leftOut(JsonNode runs, ZoneId zone) {
        if (!runs.isObject()) {
            return "";
        }
        String until = Sections.minute(runs, "last", zone) + ": " + Sections.text(runs, "text");
        int count = runs.path("count").asInt();
        return count == 1 ? until : count + " runs from " + Sections.minute(runs, "first", zone) + " to " + until;
    }

    private static String expiry(JsonNode decided, ZoneId zone) {
        if (!decided.isObject()) {
            return "";
        }
        int left = decided.path("left").asInt();
        return "%s, %d kept, %d deleted%s"
                .formatted(
                        Sections.minute(decided, "at", zone),
                        decided.path("kept").asInt(),
                        decided.path("deleted").asInt(),
                        left == 0 ? "" : ", " + left + " left for the next one");
    }

    private static String retention(JsonNode retention) {
        List<String> parts = new ArrayList<>();
        for (String period : List.of("daily", "weekly", "monthly", "yearly")) {
            int count = retention.path(period).asInt();
            if (count > 0) {
                parts.add(count + " " + period);
            }
        }
        parts.add("at least " + retention.path("minKeep").asInt());
        JsonNode compliance = retention.path("compliance");
        if (compliance.path("enabled").asBoolean()) {
            parts.add("compliance " + compliance.path("period").asInt() + " days");
        }
        return String.join(", ", parts) + " in " + Sections.text(retention, "zone");
    }

    /** The latest due time that was dealt with, and what became of it. */
    private record Latest(JsonNode node, String field, String result) {

        static Latest of(JsonNode policy) {
            JsonNode run = policy.path("lastRun");
            Latest latest = new Latest(run, "due", run.isObject() ? status(run) : "-");
            for (String kind : List.of("Missed", "Skipped")) {
                JsonNode leftOut = policy.path("last" + kind);
                if (leftOut.isObject() && leftOut.path("last").asText().compareTo(latest.due()) > 0) {
                    latest = new Latest(leftOut, "last", kind + ", " + Sections.text(leftOut, "text"));
                }
            }
            return latest;
        }

        /** Due times are whole seconds, so their texts are in the order of time. */
        String due() {
            return node.path(field).asText("");
        }

        static String status(JsonNode run) {
            String status = Sections.text(run, "status");
            return status.equals("-") ? "Pending" : status;
        }
    }
}
