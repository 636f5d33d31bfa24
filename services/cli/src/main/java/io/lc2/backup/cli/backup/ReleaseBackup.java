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

/** {@code lc2 backup release}. */
@Command(name = "release", description = "Ask that the legal hold on a backup is released.")
final class ReleaseBackup extends Verb {

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
                        Paths.of(session.project(), "backups", id) + ":release" + Paths.query(Map.of("reason", reason)),
                        null));
        session.print(answer.body(), out -> out.println("Asked that the legal hold on backup " + id + " is released."));
        session.next("backup describe " + id);
        return ExitCode.OK;
    }
}
