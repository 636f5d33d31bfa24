package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.AskOptions;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup hold}. */
@Command(name = "hold", description = "Ask for a legal hold: nothing of the backup is removed until it is released.")
final class HoldBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    String reason = "";

    @Mixin
    AskOptions asking = new AskOptions();

    @Override
    protected ExitCode run(Session session) {
        Answer answer = asking.ask(
                session,
                Call.post(
                        Paths.of(session.project(), "backups", id) + ":hold" + Paths.query(Map.of("reason", reason)),
                        null));
        session.print(answer.body(), out -> out.println("Asked for a legal hold on backup " + id + "."));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }
}
