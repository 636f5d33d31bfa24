package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Following;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup verify}. */
@Command(name = "verify", description = "Ask that a backup is read back in full and checked.")
final class VerifyBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        Answer answer = asking.ask(session, Call.post(Paths.of(session.project(), "backups", id) + ":verify", null));
        if (waiting.isWanted()) {
            return Following.untilEnded(session, waiting, answer);
        }
        session.print(
                answer.body(),
                out -> out.println(
                        "Verification " + answer.body().path("verificationId").asText() + " is asked for."));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }
}
