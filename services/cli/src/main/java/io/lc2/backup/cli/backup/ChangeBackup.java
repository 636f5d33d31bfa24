package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the verbs share that ask for a change of a backup that takes no time. */
abstract class ChangeBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Mixin
    AskOptions asking = new AskOptions();

    /**
     * Asks for the change and says so.
     *
     * @param change name of the change in the API
     * @param query further parameters
     * @param said what is told afterwards
     */
    ExitCode change(Session session, String change, Map<String, String> query, String said) {
        Answer answer = asking.ask(
                session,
                Call.post(Paths.of(session.project(), "backups", id) + ":" + change + Paths.query(query), null));
        session.print(answer.body(), out -> out.println(said));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }
}
