package io.lc2.backup.cli.backup;

import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 backup release}. */
@Command(name = "release", description = "Ask that the legal hold on a backup is released.")
final class ReleaseBackup extends ChangeBackup {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    String reason = "";

    @Override
    protected ExitCode run(Session session) {
        return change(
                session,
                "release",
                Map.of("reason", reason),
                "Asked that the legal hold on backup " + id + " is released.");
    }
}
