package io.lc2.backup.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import io.lc2.backup.cli.session.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lc2 catalog rebuild}. */
@Command(
        name = "rebuild",
        description =
                "Drop the catalog's tables and store, replay the log, and compare the result with what was there.")
final class RebuildCatalog extends Verb {

    @Option(
            names = "--from-storage",
            description = {
                "Kafka is lost: fill an empty one from the archive of the log and the manifests of the backups first, and"
                        + " list what could not be recovered (exit code 3 if anything is listed). Always waits."
            })
    boolean fromStorage;

    @Mixin
    WaitOptions waiting = new WaitOptions();

    @Override
    protected ExitCode run(Session session) {
        JsonNode started = session.catalog()
                .call(Call.post("/api/v1/catalog:rebuild" + (fromStorage ? "?from=storage" : ""), null))
                .body();
        if (waiting.isWanted() || fromStorage) {
            return RebuildWait.untilEnded(session, waiting);
        }
        RebuildView.show(session, started);
        return ExitCode.OK;
    }
}
