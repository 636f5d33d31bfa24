package io.lc2.backup.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.http.Paths;
import io.lc2.backup.cli.process.ExitCode;
import io.lc2.backup.cli.session.Session;
import io.lc2.backup.cli.session.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lc2 drill list}. */
@Command(name = "list", description = "Show the last result of each environment.")
final class ListDrills extends Verb {

    @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
    String environment = "";

    @Override
    protected ExitCode run(Session session) {
        JsonNode drills = session.catalog()
                .call(Call.get(Paths.of(session.project(), "drills") + Paths.query(Map.of("environment", environment))))
                .body();
        session.print(
                drills,
                out -> DrillView.list(drills, out, session.surroundings().zone()));
        return ExitCode.OK;
    }
}
