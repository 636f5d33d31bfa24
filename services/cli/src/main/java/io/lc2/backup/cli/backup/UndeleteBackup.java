package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code lc2 backup undelete}. */
@Command(
        name = "undelete",
        description = "Ask that the deletion of a backup is taken back, while its data is still there.")
final class UndeleteBackup extends ChangeBackup {

    @Override
    protected ExitCode run(Session session) {
        return change(session, "undelete", Map.of(), "Asked that the deletion of backup " + id + " is taken back.");
    }
}
