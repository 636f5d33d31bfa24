package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Cancelling;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup cancel}. */
@Command(name = "cancel", description = "Ask that a queued or running backup stops.")
final class CancelBackup extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Mixin
    Cancelling cancelling = new Cancelling();

    @Override
    protected ExitCode run(Session session) {
        return cancelling.cancel(session, "backup", id);
    }
}
