package io.lc2.backup.chaos;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.verdict.Answers;
import io.lc2.backup.chaos.verdict.CatalogAgreement;
import io.lc2.backup.chaos.verdict.Drills;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.Leftovers;
import io.lc2.backup.chaos.verdict.Pools;
import io.lc2.backup.chaos.verdict.Restored;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** When nothing is broken any more: waits until all has ended, restores what was not restored yet, and compares. */
final class Settlement {

    private static final Duration END_BOUND = Duration.ofSeconds(150);
    private static final Duration RESTORES_BOUND = Duration.ofMinutes(5);
    private static final Duration AGREEMENT_BOUND = Duration.ofMinutes(1);
    private static final Duration REBUILD_BOUND = Duration.ofMinutes(2);

    private final Stage stage;
    private final List<Site> sites;
    private final Consumer<String> tell;
    private final List<Finding> findings = new ArrayList<>();
    private int compared;
    private int confessed;
    private int drills;

    Settlement(Stage stage, List<Site> sites, Consumer<String> tell) {
        this.stage = stage;
        this.sites = List.copyOf(sites);
        this.tell = tell;
    }

    List<Finding> settle() throws InterruptedException, SQLException {
        stage.executors.awaitReady();
        stage.catalog.awaitReady();
        tell.accept("Nothing is broken any more; waiting for what is open");
        awaitEnds(END_BOUND);
        Set<String> backups = standing();
        Set<String> unproven = new LinkedHashSet<>(backups);
        unproven.removeAll(restoredBackups().values());
        tell.accept("Restoring %d of %d backups that nobody has restored".formatted(unproven.size(), backups.size()));
        Map<String, String> last = new HashMap<>();
        for (String backup : unproven) {
            last.put(stage.workload.restore(backup), backup);
        }
        Optional<String> drilled = backups.stream().findFirst();
        if (drilled.isPresent()) {
            last.put(stage.workload.drill(drilled.get()), drilled.get());
        }
        awaitEnds(RESTORES_BOUND);
        last.forEach((restore, backup) -> {
            if (stage.events.of(restore).stream().noneMatch(seen -> seen.event() instanceof RestoreCompleted)) {
                findings.add(new Finding(
                        Kind.DIFFERENT, "backup " + backup + " cannot be restored: " + stage.events.of(restore)));
            }
        });
        tell.accept("Comparing rows and objects");
        compare();
        tell.accept("Purging twice what backups have shared");
        Pools pools = new Pools(stage.servers);
        findings.addAll(new LastPurges(stage.workload, pools, sites, Servers.POOL_GRACE).run(this::standing));
        tell.accept("Looking for what belongs to nobody, and rebuilding the catalog");
        check();
        return List.copyOf(findings);
    }

    /** Restores that were compared in full. */
    int compared() {
        return compared;
    }

    /** Operations that left something behind and said so. */
    int confessed() {
        return confessed;
    }

    /** Drills that have completed. */
    int drills() {
        return drills;
    }

    private void awaitEnds(Duration atMost) throws InterruptedException {
        Optional<Boolean> ended = stage.events.await(
                atMost,
                seen -> Answers.open(stage.commands.acknowledged(), seen).isEmpty()
                        ? Optional.of(true)
                        : Optional.empty());
        if (ended.isEmpty()) {
            tell.accept("Still open: " + Answers.open(stage.commands.acknowledged(), stage.events.all()));
        }
    }

    private void compare() throws SQLException {
        Restored comparison = new Restored(stage.servers);
        for (Seen seen : stage.events.all()) {
            if (seen.event() instanceof RestoreCompleted restore && restore.drill() == null) {
                String id = EventLog.subject(restore);
                findings.addAll(comparison.check(restore, stage.workload.site(id), stage.workload.held(id)));
                compared++;
            }
        }
    }

    private void check() throws SQLException, InterruptedException {
        List<Seen> events = stage.events.all();
        findings.addAll(Answers.check(stage.commands.acknowledged(), events));
        findings.addAll(Drills.check(events));
        drills = Drills.completed(events);
        Leftovers leftovers = new Leftovers(stage.servers, sites, events);
        findings.addAll(leftovers.check());
        confessed = leftovers.confessed();
        CatalogAgreement catalog = new CatalogAgreement(stage.http, stage.catalog.url());
        List<Finding> differences = new ArrayList<>();
        long end = System.nanoTime() + AGREEMENT_BOUND.toNanos();
        do {
            differences.clear();
            differences.addAll(catalog.check(sites, events));
            Patience.pause(Duration.ofMillis(200));
        } while (!differences.isEmpty() && System.nanoTime() - end < 0);
        findings.addAll(differences);
        findings.addAll(catalog.rebuild(REBUILD_BOUND));
    }

    /** Completed backups that nobody has deleted. */
    private Set<String> standing() {
        Set<String> standing = new LinkedHashSet<>();
        for (Seen seen : stage.events.all()) {
            if (seen.event() instanceof BackupCompleted completed) {
                standing.add(EventLog.subject(completed));
            } else if (seen.event() instanceof BackupSoftDeleted deleted) {
                standing.remove(deleted.source().backupId().value());
            }
        }
        return standing;
    }

    /** Backups by the completed restores of them; what a drill has restored is gone and cannot be compared. */
    private Map<String, String> restoredBackups() {
        Map<String, String> sources = new HashMap<>();
        Map<String, String> completed = new HashMap<>();
        for (Seen seen : stage.events.all()) {
            if (seen.event() instanceof RestoreRequested requested) {
                sources.put(
                        EventLog.subject(requested),
                        requested.source().backupId().value());
            } else if (seen.event() instanceof RestoreCompleted done && done.drill() == null) {
                completed.put(EventLog.subject(done), sources.getOrDefault(EventLog.subject(done), ""));
            }
        }
        return completed;
    }
}
