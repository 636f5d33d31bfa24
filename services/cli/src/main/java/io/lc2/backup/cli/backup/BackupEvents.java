package io.lc2.backup.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lc2 backup events}. */
@Command(name = "events", description = "Show everything that happened to a backup, in order.")
final class BackupEvents extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Id of the backup.")
    String id = "";

    @Override
    protected ExitCode run(Session session) {
        JsonNode page = session.catalog()
                .call(Call.get(Paths.of(session.project(), "backups", id, "events")))
                .body();
        session.print(
                page, out -> BackupView.events(page, out, session.surroundings().zone()));
        return ExitCode.OK;
    }
}
