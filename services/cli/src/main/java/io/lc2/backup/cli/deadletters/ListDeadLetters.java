package io.lc2.backup.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.PageOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 deadletters list}. */
@Command(name = "list", description = "List records that were set aside, the newest first.")
final class ListDeadLetters extends Verb {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic, for example backup-commands.")
    String topic = "";

    @Mixin
    PageOptions paging = new PageOptions();

    @Override
    protected ExitCode run(Session session) {
        Map<String, String> filters = Map.of("topic", topic);
        JsonNode page = paging.page(session.api(), DeadLetterView.PATH, filters);
        session.print(
                page,
                out -> DeadLetterView.list(page, out, session.surroundings().zone()));
        JsonNode first = page.path("items").path(0);
        if (!paging.next(session, "deadletters list", filters, page) && first.isObject()) {
            session.next("deadletters show " + first.path("id").asText());
        }
        return ExitCode.OK;
    }
}
