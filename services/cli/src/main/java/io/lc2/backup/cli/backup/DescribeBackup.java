package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup describe}. */
@Command(name = "describe", description = "Show all that is known of a backup.")
final class DescribeBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        if (waiting.isWanted()) {
            return BackupOutcome.await(session, waiting, id);
        }
        BackupOutcome.show(
                session,
                session.catalog()
                        .call(Call.get(Paths.of(session.project(), "backups", id)))
                        .body());
        return ExitCode.OK;
    }
}
