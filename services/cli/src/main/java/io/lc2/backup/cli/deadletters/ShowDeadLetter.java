package io.lc2.backup.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lc2 deadletters show}. */
@Command(
        name = "show",
        description = "Show where a record was read, why it was set aside, and a harmless part of what it holds.")
final class ShowDeadLetter extends Verb {

    @Parameters(paramLabel = "ID", description = "Partition and offset of the letter, as lists show it.")
    String id = "";

    @Override
    protected ExitCode run(Session session) {
        JsonNode letter = session.api().call(Call.get(DeadLetterView.path(id))).body();
        session.print(
                letter,
                out -> DeadLetterView.show(letter, out, session.surroundings().zone()));
        if (letter.path("complete").asBoolean()) {
            session.next("deadletters replay " + id);
        }
        return ExitCode.OK;
    }
}
