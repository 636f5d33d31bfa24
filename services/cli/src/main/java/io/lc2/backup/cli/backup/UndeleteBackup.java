package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup undelete}. */
@Command(
        name = "undelete",
        description = "Ask that the deletion of a backup is taken back, while its data is still there.")
final class UndeleteBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        Answer answer = asking.ask(session, Call.post(Paths.of(session.project(), "backups", id) + ":undelete", null));
        session.print(answer.body(), out -> out.println("Asked that the deletion of backup " + id + " is taken back."));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }
}
