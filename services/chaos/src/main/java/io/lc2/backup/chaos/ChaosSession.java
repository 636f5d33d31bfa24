package io.lc2.backup.chaos;

import io.lc2.backup.chaos.platform.Directories;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.platform.Sites;
import io.lc2.backup.chaos.proxy.FaultProxy.Change;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.Pools;
import io.lc2.backup.chaos.verdict.Recoveries;
import io.lc2.backup.chaos.verdict.Recoveries.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A whole run: sets everything up, breaks, settles, reports, and leaves nothing unless something was found. */
final class ChaosSession {

    private ChaosSession() {}

    static Report run(ChaosSettings settings, InstantSource clock, Consumer<String> tell)
            throws IOException, InterruptedException, SQLException {
        Files.createDirectories(settings.directory());
        tell.accept(
                "Seed " + settings.seed() + "; starting broker, registry, two PostgreSQL, S3, catalog, two executors");
        List<Site> sites = Sites.of(settings.seed());
        Report report;
        try (Stage stage = Stage.set(settings, sites, clock)) {
            ChaosRun run = new ChaosRun(settings, clock, tell);
            run.visit(stage);
            Settlement settlement = new Settlement(stage, sites, tell);
            List<Finding> findings = new ArrayList<>(run.findings());
            findings.addAll(settlement.settle());
            Optional<Recovery> longest = longest(run, stage);
            longest.filter(recovery -> recovery.took().compareTo(ChaosRun.PROMISED) > 0)
                    .ifPresent(recovery -> findings.add(new Finding(Kind.SLOW, recovery.toString())));
            report = new Report(
                    settings.seed(),
                    run.visits(),
                    run.unreached(),
                    counts(stage, settlement),
                    longest.map(Recovery::took).orElse(Duration.ZERO),
                    findings);
        }
        if (report.good()) {
            Directories.delete(settings.directory());
        } else {
            tell.accept("Everything that was there is in " + settings.directory());
        }
        return report;
    }

    private static Report.Counts counts(Stage stage, Settlement settlement) {
        List<Change> changes = stage.servers.proxy().changes();
        return new Report.Counts(
                stage.workload.asked(),
                stage.commands.acknowledged().size(),
                stage.commands.copies(),
                stage.executors.starts(),
                settlement.compared(),
                settlement.confessed(),
                stage.workload.incremental(),
                settlement.drills(),
                changes.stream().filter(Change::beginsUpload).count(),
                changes.stream().filter(Change::completesUpload).count(),
                Pools.collected(stage.events.all()));
    }

    private static Optional<Recovery> longest(ChaosRun run, Stage stage) {
        Stream<Recovery> operations = Recoveries.of(
                run.visits().stream()
                        .filter(Visit::hitsOperations)
                        .map(Visit::injection)
                        .toList(),
                stage.events.all())
                .stream();
        Stream<Recovery> others = run.visits().stream()
                .filter(visit -> visit.recovery() != null)
                .map(visit -> new Recovery(visit.operation(), visit.injection(), visit.recovery()));
        return Stream.concat(operations, others).max(Comparator.comparing(Recovery::took));
    }
}
