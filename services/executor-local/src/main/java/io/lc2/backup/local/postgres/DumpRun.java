package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Dumps the databases of one order: all snapshots first, so that they are of nearly the same instant, then one by one. */
final class DumpRun implements AutoCloseable {

    private final Sessions sessions;
    private final PostgresTools tools;
    private final DumpOrder order;
    private final Background.Stop stop;
    private final List<Snapshot> snapshots = new ArrayList<>();

    DumpRun(Sessions sessions, PostgresTools tools, DumpOrder order, Background.Stop stop) {
        this.sessions = sessions;
        this.tools = tools;
        this.order = order;
        this.stop = stop;
    }

    StepResult run(PostgresServer server, BackupFolder folder, StepControl control) {
        for (String database : databases(server)) {
            snapshots.add(Snapshot.take(sessions, new Place(server, database), stop));
        }
        Tool tool = tools.find(ToolName.PG_DUMP, snapshots.getFirst().majorVersion());
        List<SourceSurvey> surveys = snapshots.stream()
                .map(snapshot -> SourceSurvey.of(snapshot, order))
                .toList();
        requireMarkers(surveys);
        DumpProgress progress = new DumpProgress(
                control, surveys.stream().mapToLong(SourceSurvey::blocks).sum());
        Dump dump = new Dump(sessions, tool, folder, order, stop);
        ReferenceDump references = references(surveys, folder);
        List<Dump.Dumped> dumped = new ArrayList<>();
        for (int at = 0; at < surveys.size(); at++) {
            dumped.add(dump.run(snapshots.get(at), surveys.get(at), progress));
        }
        return result(dumped, references, tool);
    }

    @Override
    public void close() {
        snapshots.forEach(Snapshot::close);
    }

    /** Before the dumps: each closes its snapshot. */
    private ReferenceDump references(List<SourceSurvey> surveys, BackupFolder folder) {
        FileReferences asked = order.references();
        ReferenceDump references = new ReferenceDump(folder);
        for (int at = 0; asked != null && at < surveys.size(); at++) {
            references.add(asked, snapshots.get(at), surveys.get(at));
        }
        return references;
    }

    private List<String> databases(PostgresServer server) {
        List<String> asked = order.source().databases();
        List<String> databases = (asked.isEmpty() ? server.databases() : asked)
                .stream().distinct().toList();
        if (databases.isEmpty()) {
            throw new PermanentProviderException(
                    FailureCode.NOT_CONFIGURED,
                    "Neither the request nor the settings of the server " + server.name() + " name a database",
                    "Name the databases in the request, or in the executor's settings.",
                    null);
        }
        return databases;
    }

    /** The tables an application cannot be without; with several databases each is in one of them. */
    private void requireMarkers(List<SourceSurvey> surveys) {
        List<String> missing = order.schemaMarkers().stream()
                .filter(marker -> surveys.stream().noneMatch(survey -> survey.has(marker)))
                .toList();
        if (!missing.isEmpty()) {
            throw new PermanentProviderException(
                    FailureCode.VALIDATION_FAILED,
                    DumpChecks.SCHEMA_MARKERS + " failed: no table " + String.join(", ", missing) + " in "
                            + String.join(
                                    ", ",
                                    snapshots.stream()
                                            .map(snapshot -> snapshot.place().toString())
                                            .toList()),
                    "Check that this is the application's database, and the application in the request.",
                    null);
        }
    }

    private StepResult result(List<Dump.Dumped> dumped, ReferenceDump references, Tool tool) {
        Map<String, String> facts = new HashMap<>();
        Instant dataTime = snapshots.stream()
                .map(Snapshot::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        facts.put(Facts.DATA_TIME, dataTime.toString());
        facts.put(DumpFacts.ENGINE, "postgresql");
        facts.put(
                DumpFacts.ENGINE_VERSION, dumped.getFirst().contents().server().version());
        facts.put(DumpFacts.TOOL_VERSION, tool.version());
        dumped.forEach(database -> facts.putAll(Dump.facts(database)));
        facts.putAll(references.facts());
        List<Artifact> artifacts = Stream.concat(
                        dumped.stream().flatMap(database -> Stream.of(database.dump(), database.inventory())),
                        references.artifacts().stream())
                .toList();
        long tables = dumped.stream()
                .mapToLong(database -> database.contents().tables().size())
                .sum();
        return new StepResult(artifacts.stream().mapToLong(Artifact::bytes).sum(), tables, facts, artifacts, List.of());
    }
}
