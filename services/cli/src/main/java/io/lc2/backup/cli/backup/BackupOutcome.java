package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.WaitOptions;
import io.lc2.backup.cli.waiting.Waiter;

/** The end of a backup, and what to type after it. */
final class BackupOutcome {

    private BackupOutcome() {}

    static ExitCode await(Session session, WaitOptions waiting, String id) {
        String path = Paths.of(session.project(), "backups", id);
        return show(session, waiting.untilEnded(session, path, path + "/progress"));
    }

    static ExitCode show(Session session, JsonNode backup) {
        session.print(
                backup,
                out -> BackupView.details(backup, out, session.surroundings().zone()));
        String id = backup.path("backupId").asText();
        if (!Waiter.hasEnded(backup)) {
            session.next("backup describe " + id + " --wait");
            return ExitCode.OK;
        }
        boolean restorable = backup.path("status").asText().equals("Completed")
                && backup.path("lifecycle").asText("Active").equals("Active");
        if (restorable) {
            session.next("restore create " + id + " --target-environment NAME --wait");
        } else if (backup.hasNonNull("purgeAfter")) {
            session.next("backup undelete " + id);
        } else {
            session.next("backup events " + id);
        }
        return Waiter.exitCode(backup);
    }
}
