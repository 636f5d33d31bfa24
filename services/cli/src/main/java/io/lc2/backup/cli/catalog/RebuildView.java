package io.lc2.backup.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;

/** A rebuild as people read it. */
final class RebuildView {

    static final String PATH = "/api/v1/catalog/rebuild";

    private RebuildView() {}

    static void show(Session session, JsonNode rebuild) {
        session.print(
                rebuild,
                out -> new Sections(out, session.surroundings().zone())
                        .line("Rebuild", rebuild, "state")
                        .time("Started", rebuild, "startedAt")
                        .time("Ended", rebuild, "endedAt")
                        .line("Events", Sections.count(rebuild, "events"))
                        .line("Rows", Sections.count(rebuild, "rows"))
                        .line("Identical", identical(rebuild))
                        .line("Message", rebuild, "message"));
        if (session.isTable() && rebuild.path("recovery").isObject()) {
            RecoveryView.show(session, rebuild.path("recovery"));
        }
        if (isRunning(rebuild)) {
            session.next("catalog status --wait");
        }
    }

    static boolean isRunning(JsonNode rebuild) {
        return rebuild.path("state").asText().equals("running");
    }

    static ExitCode exitCode(JsonNode rebuild) {
        boolean failed = rebuild.path("state").asText().equals("failed");
        boolean different = rebuild.path("identical").isBoolean()
                && !rebuild.path("identical").asBoolean();
        return failed || different || RecoveryView.isPartial(rebuild.path("recovery"))
                ? ExitCode.OPERATION_FAILED
                : ExitCode.OK;
    }

    private static String identical(JsonNode rebuild) {
        return rebuild.path("identical").isBoolean()
                ? rebuild.path("identical").asBoolean() ? "yes: the same rows as before" : "NO: other rows than before"
                : "";
    }
}
