package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import picocli.CommandLine.Command;

/** {@code lc2 policy unpause}. */
@Command(name = "unpause", description = "Let a policy go on; what was due meanwhile is not caught up.")
final class UnpausePolicy extends ChangePolicy {

    @Override
    protected ExitCode run(Session session) {
        return change(
                session,
                Call.post(path(session) + ":unpause", null),
                "Asked that policy " + id + " goes on.",
                "policy describe " + id);
    }
}
