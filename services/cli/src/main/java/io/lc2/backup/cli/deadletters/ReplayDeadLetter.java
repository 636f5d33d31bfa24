package io.lc2.backup.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.output.Sections;
import io.lc2.backup.cli.output.Table;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 deadletters replay}. */
@Command(
        name = "replay",
        description = "Send a record again to where it was read; without --confirm, only say what would be sent.")
final class ReplayDeadLetter extends Verb {

    @Parameters(paramLabel = "ID", description = "Partition and offset of the letter, as lists show it.")
    String id = "";

    @Option(names = "--confirm", description = "Really send it.")
    boolean confirm;

    @Option(names = "--again", description = "Also when it was sent again before.")
    boolean again;

    @Option(names = "--actor", paramLabel = "ID", description = "Opaque id of who asks (LC2_ACTOR).")
    @Nullable String actor;

    @Override
    protected ExitCode run(Session session) {
        return confirm ? replay(session) : dryRun(session);
    }

    private ExitCode dryRun(Session session) {
        JsonNode letter = session.api().call(Call.get(DeadLetterView.path(id))).body();
        boolean before = !letter.path("replays").isEmpty();
        boolean complete = letter.path("complete").asBoolean();
        ObjectNode answer = new ObjectMapper().createObjectNode().put("dryRun", true);
        answer.set("deadLetter", letter);
        session.print(answer, out -> {
            out.println("Would send the record of dead letter %s again: %s to %s."
                    .formatted(id, Sections.bytes(letter, "bytes"), DeadLetterView.place(letter)));
            out.println("It was set aside because: " + Table.harmless(Sections.text(letter, "reason")));
            if (!complete) {
                out.println("The letter does not hold the whole record, so this would be refused.");
            } else if (before) {
                out.println("It was sent again already, so this would be refused without --again.");
            }
            out.println("Nothing was sent.");
        });
        if (complete) {
            session.next("deadletters replay " + id + (before ? " --again" : "") + " --confirm");
        }
        return ExitCode.OK;
    }

    private ExitCode replay(Session session) {
        String who = actor == null ? session.surroundings().environment().getOrDefault("LC2_ACTOR", "") : actor;
        Call call = Call.post(DeadLetterView.path(id) + ":replay" + (again ? "?again=true" : ""), null);
        JsonNode replayed = session.api()
                .call(who.isBlank() ? call : call.with("X-LC2-Actor", who))
                .body();
        session.print(
                replayed,
                out -> out.println("Sent the record of dead letter %s again: it lies at %s, offset %s."
                        .formatted(id, DeadLetterView.place(replayed), Sections.text(replayed, "offset"))));
        session.next("deadletters list --topic " + Table.harmless(Sections.text(replayed, "topic")));
        return ExitCode.OK;
    }
}
