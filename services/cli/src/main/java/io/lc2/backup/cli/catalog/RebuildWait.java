package io.lc2.backup.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.WaitOptions;
import java.util.Set;

/** Waits for the end of a rebuild. */
final class RebuildWait {

    private static final Set<String> ENDED = Set.of("completed", "failed", "idle");

    private RebuildWait() {}

    static ExitCode untilEnded(Session session, WaitOptions waiting) {
        JsonNode end = waiting.until(
                session,
                RebuildView.PATH,
                state -> ENDED.contains(state.path("state").asText()));
        RebuildView.show(session, end);
        return RebuildView.exitCode(end);
    }
}
