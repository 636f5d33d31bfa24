package io.lc2.backup.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.WaitOptions;
import io.lc2.backup.cli.waiting.Waiter;

/** The end of a restore, and what to type after it. */
final class RestoreOutcome {

    private RestoreOutcome() {}

    static ExitCode await(Session session, WaitOptions waiting, String id) {
        String path = Paths.of(session.project(), "restores", id);
        return show(session, waiting.untilEnded(session, path, path + "/progress"));
    }

    static ExitCode show(Session session, JsonNode restore) {
        session.print(
                restore,
                out -> RestoreView.details(restore, out, session.surroundings().zone()));
        String id = restore.path("restoreId").asText();
        if (!Waiter.hasEnded(restore)) {
            session.next("restore describe " + id + " --wait");
            return ExitCode.OK;
        }
        ExitCode exitCode = Waiter.exitCode(restore);
        if (exitCode == ExitCode.OK && restore.path("dryRun").asBoolean()) {
            session.next("restore create %s --target-environment %s --type %s --wait"
                    .formatted(
                            restore.path("backupId").asText(),
                            restore.path("targetEnvironment").asText(),
                            restore.path("restoreType").asText()));
        } else if (exitCode != ExitCode.OK) {
            session.next("backup describe " + restore.path("backupId").asText());
        }
        return exitCode;
    }
}
