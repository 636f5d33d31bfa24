package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import picocli.CommandLine.Command;

/** {@code lc2 policy pause}. */
@Command(name = "pause", description = "Let nothing of a policy run until it is unpaused.")
final class PausePolicy extends ChangePolicy {

    @Override
    protected ExitCode run(Session session) {
        return change(
                session,
                Call.post(path(session) + ":pause", null),
                "Asked that policy " + id + " is paused.",
                "policy describe " + id);
    }
}
