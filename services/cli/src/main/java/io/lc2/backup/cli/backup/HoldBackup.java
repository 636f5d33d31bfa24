package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 backup hold}. */
@Command(name = "hold", description = "Ask for a legal hold: nothing of the backup is removed until it is released.")
final class HoldBackup extends ChangeBackup {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    String reason = "";

    @Override
    protected ExitCode run(Session session) {
        return change(session, "hold", Map.of("reason", reason), "Asked for a legal hold on backup " + id + ".");
    }
}
