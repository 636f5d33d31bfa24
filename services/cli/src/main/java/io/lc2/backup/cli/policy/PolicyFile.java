package io.lc2.backup.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.RequestBody;
import io.lc2.backup.cli.session.Session;
import java.io.PrintWriter;

/**
 * A policy in a file: what the command API takes, and its id beside it.
 *
 * @param id which policy
 * @param body what is sent
 */
record PolicyFile(String id, ObjectNode body) {

    private static final String ID = "id";

    static PolicyFile read(String file, Session session) {
        ObjectNode body = (ObjectNode) RequestBody.from(file, session).json();
        JsonNode id = body.remove(ID);
        if (id == null || !id.isTextual() || id.asText().isBlank()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "The policy file " + file + " has no id",
                    "Add a line such as `id: nightly`; the README of the command line has a whole file.");
        }
        if (body.path("backup") instanceof ObjectNode backup && !backup.has("provider")) {
            backup.put("provider", "local");
        }
        return new PolicyFile(id.asText(), body);
    }

    /** What the catalog is asked about the retention in the file. */
    ObjectNode retention() {
        ObjectNode question = body.objectNode();
        question.put("environment", body.path("backup").path("environment").asText(""));
        JsonNode zone = body.path("schedule").path("zone");
        if (zone.isTextual()) {
            question.set("zone", zone);
        }
        if (body.hasNonNull("retention")) {
            question.set("retention", body.path("retention"));
        }
        return question.put("policyId", id);
    }

    static void warnings(JsonNode answer, PrintWriter out) {
        answer.path("warnings")
                .forEach(warning -> out.println("Warning: " + Table.harmless(Sections.text(warning, "field")) + " "
                        + Table.harmless(Sections.text(warning, "message")) + "."));
    }
}
