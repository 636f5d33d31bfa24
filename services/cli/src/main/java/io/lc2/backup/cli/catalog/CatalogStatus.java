package io.lc2.backup.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lc2 catalog status}. */
@Command(name = "status", description = "Show the last or running rebuild.")
final class CatalogStatus extends Verb {

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        if (waiting.isWanted()) {
            return RebuildWait.untilEnded(session, waiting);
        }
        JsonNode rebuild = session.catalog().call(Call.get(RebuildView.PATH)).body();
        RebuildView.show(session, rebuild);
        return RebuildView.exitCode(rebuild);
    }
}
