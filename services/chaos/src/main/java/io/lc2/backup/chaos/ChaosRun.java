package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.fault.Injection;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.Recoveries;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Scene;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.chaos.workload.Workload.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Goes through the matrix: brings an operation to a step, breaks something, waits until the operation goes on. */
final class ChaosRun {

    /** The promise. */
    static final Duration PROMISED = Duration.ofMinutes(1);

    private static final Duration RECOVERY_BOUND = Duration.ofMinutes(2);
    private static final int TRIES = 3;

    private final ChaosSettings settings;
    private final InstantSource clock;
    private final Consumer<String> tell;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Cell> unreached = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    ChaosRun(ChaosSettings settings, InstantSource clock, Consumer<String> tell) {
        this.settings = settings;
        this.clock = clock;
        this.tell = tell;
    }

    /** Visits the cells on this stage. */
    void visit(Stage stage) throws InterruptedException {
        Instant end = clock.instant().plus(settings.longest());
        List<Cell> cells = Cell.matrix(settings.cells(), new Random(settings.seed()));
        List<BackgroundOutage> outages = new ArrayList<>();
        int number = 0;
        for (Cell cell : cells) {
            if (clock.instant().isAfter(end)) {
                tell.accept("Out of time after " + number + " of " + cells.size() + " faults");
                break;
            }
            number++;
            String head = "%3d/%d  %-11s at %-17s"
                    .formatted(
                            number,
                            cells.size(),
                            cell.fault().wireName(),
                            cell.scene().wireName());
            stage.workload.company();
            Optional<Reached> at = reach(stage, cell.scene());
            if (at.isEmpty()) {
                unreached.add(cell);
                tell.accept(head + " NOT REACHED");
            } else if (cell.fault() == FaultKind.CATALOG_DB) {
                outages.forEach(BackgroundOutage::visit);
                outages.add(BackgroundOutage.begin(stage, cell, at.get()));
                tell.accept(head + " begins");
            } else {
                tell.accept(head + " " + strike(stage, cell, at.get()));
            }
        }
        outages.forEach(outage -> visits.add(outage.visit()));
        findings.addAll(missing(settings.cells().surely(), visits));
        while (stage.workload.asked() < settings.operations()) {
            stage.workload.company();
        }
    }

    /** What was to be visited surely, and was not. */
    static List<Finding> missing(List<Cell> surely, List<Visit> visits) {
        Set<Cell> visited = visits.stream().map(Visit::cell).collect(Collectors.toSet());
        return surely.stream()
                .filter(cell -> !visited.contains(cell))
                .map(cell -> new Finding(Kind.UNSEEN, "the field " + cell + ", which was to be visited surely"))
                .toList();
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    /** Fields whose step no operation came to, or for which nothing could be set up, in no round. */
    Set<Cell> unreached() {
        Set<Cell> never = new LinkedHashSet<>(unreached);
        visits.forEach(visit -> never.remove(visit.cell()));
        return never;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private static Optional<Reached> reach(Stage stage, Scene scene) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<Reached> at = stage.workload.reach(scene);
            if (at.isEmpty()) {
                return at;
            }
            String operation = at.get().operation();
            boolean there = stage.events.of(operation).stream().noneMatch(seen -> EventLog.isEnd(seen.event()));
            if (there) {
                return at;
            }
        }
        return Optional.empty();
    }

    private String strike(Stage stage, Cell cell, Reached at) throws InterruptedException {
        Injection injection = stage.faults.inject(cell.fault(), at);
        Optional<Seen> next = stage.events.await(
                at.operation(),
                RECOVERY_BOUND,
                seen -> Recoveries.follows(seen, injection) || EventLog.isEnd(seen.event()));
        Duration recovery = Recoveries.took(injection, Instant.MAX, stage.events.of(at.operation()))
                .orElse(null);
        visits.add(new Visit(cell, at.operation(), injection, recovery));
        if (next.isEmpty()) {
            findings.add(new Finding(
                    Kind.SLOW,
                    at.operation() + " does not go on after " + cell + ": " + stage.events.of(at.operation())));
        }
        return "of %-5s %-42s %s"
                .formatted(
                        at.operation(),
                        injection.detail(),
                        recovery == null
                                ? "had ended"
                                : "goes on after %.1f s".formatted(recovery.toMillis() / 1000.0));
    }
}
