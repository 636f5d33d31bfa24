package io.lc2.backup.cli.restore;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Cancelling;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 restore cancel}. */
@Command(name = "cancel", description = "Ask that a queued or running restore stops.")
final class CancelRestore extends Verb {

    @Parameters(paramLabel = "RESTORE", description = "Id of the restore.")
    String id = "";

    @Mixin
    Cancelling cancelling = new Cancelling();

    @Override
    protected ExitCode run(Session session) {
        return cancelling.cancel(session, "restore", id);
    }
}
