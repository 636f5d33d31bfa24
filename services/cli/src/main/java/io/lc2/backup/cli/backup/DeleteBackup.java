package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup delete}. */
@Command(
        name = "delete",
        description = {
            "Delete a backup; without --confirm, only say what would be deleted.",
            "Its data stays for a time of grace (30 days unless configured otherwise); until then it can be undeleted."
        })
final class DeleteBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Option(names = "--confirm", description = "Really delete it.")
    boolean confirm;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    String reason = "";

    @Option(
            names = "--force",
            description = "Also when it is the last restorable backup of its environment; wants --reason.")
    boolean force;

    @Mixin
    AskOptions asking = new AskOptions();

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        return confirm ? delete(session) : dryRun(session);
    }

    private ExitCode dryRun(Session session) {
        JsonNode backup = session.catalog()
                .call(Call.get(Paths.of(session.project(), "backups", id)))
                .body();
        ObjectNode answer = new ObjectMapper().createObjectNode().put("dryRun", true);
        answer.set("backup", backup);
        session.print(answer, out -> {
            out.println("Would delete backup %s of %s: %s, %s, %s objects."
                    .formatted(
                            id,
                            Table.harmless(Sections.text(backup, "environment")),
                            Table.harmless(Sections.text(backup, "status")),
                            Sections.bytes(backup, "bytes"),
                            Sections.count(backup, "objects")));
            if (backup.path("held").asBoolean()) {
                out.println("It is under legal hold, so it would be refused.");
            }
            out.println("Nothing was deleted.");
        });
        session.next("backup delete " + id + " --confirm");
        return ExitCode.OK;
    }

    private ExitCode delete(Session session) {
        Answer answer =
                asking.ask(session, Call.delete(Paths.of(session.project(), "backups", id) + Paths.query(query())));
        if (waiting.isWanted()) {
            return awaitAnswer(session, answer);
        }
        session.print(answer.body(), out -> out.println("Asked that backup " + id + " is deleted."));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        return new TreeMap<>(force ? Map.of("force", "true", "reason", reason) : Map.of("reason", reason));
    }

    /** Waits until it is deleted or refused; the removal of the data may be a month away. */
    private ExitCode awaitAnswer(Session session, Answer answer) {
        String operation = answer.location().substring(answer.location().lastIndexOf('/') + 1);
        JsonNode known = waiting.until(
                session,
                Paths.of(session.project(), "operations", operation),
                deletion -> !Sections.text(deletion, "status").equals("Pending"));
        if (known.hasNonNull("failure")) {
            session.print(
                    known,
                    out -> new Sections(out, session.surroundings().zone())
                            .line("Deletion", known, "operationId")
                            .failure(known));
            return ExitCode.OPERATION_FAILED;
        }
        JsonNode backup = session.catalog()
                .call(Call.get(Paths.of(session.project(), "backups", id)))
                .body();
        session.print(
                backup,
                out -> new Sections(out, session.surroundings().zone())
                        .line("Backup", backup, "backupId")
                        .line("Lifecycle", backup, "lifecycle")
                        .time("Removed after", backup, "purgeAfter"));
        session.next("backup undelete " + id);
        return ExitCode.OK;
    }
}
