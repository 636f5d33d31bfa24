package io.lc2.backup.cli.restore;

import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 restore describe}. */
@Command(name = "describe", description = "Show all that is known of a restore.")
final class DescribeRestore extends Verb {

    @Parameters(paramLabel = "RESTORE", description = "Id of the restore.")
    String id = "";

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        if (waiting.isWanted()) {
            return RestoreOutcome.await(session, waiting, id);
        }
        RestoreOutcome.show(
                session,
                session.catalog()
                        .call(Call.get(Paths.of(session.project(), "restores", id)))
                        .body());
        return ExitCode.OK;
    }
}
