package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.fault.Injection;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long operations stood still after faults. */
public final class Recoveries {

    private Recoveries() {}

    /**
     * An operation that a fault met.
     *
     * @param operation its id
     * @param fault what met it
     * @param took from the end of the fault to its next event
     */
    public record Recovery(String operation, Injection fault, Duration took) {}

    /**
     * All operations that were at work when something broke. Where the next fault came before the next event, that fault
     * is the one to recover from.
     */
    public static List<Recovery> of(List<Injection> faults, List<Seen> seen) {
        List<Injection> inOrder =
                faults.stream().sorted(Comparator.comparing(Injection::mended)).toList();
        Map<String, List<Seen>> operations = new LinkedHashMap<>();
        for (Seen one : seen) {
            if (one.event() instanceof OperationEvent) {
                operations
                        .computeIfAbsent(EventLog.subject(one.event()), id -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Recovery> recoveries = new ArrayList<>();
        operations.forEach((operation, own) -> {
            for (int i = 0; i < inOrder.size(); i++) {
                Instant next = i + 1 < inOrder.size() ? inOrder.get(i + 1).began() : Instant.MAX;
                Injection fault = inOrder.get(i);
                took(fault, next, own).ifPresent(took -> recoveries.add(new Recovery(operation, fault, took)));
            }
        });
        return recoveries;
    }

    /** What an operation needed to go on after a fault; empty if the fault did not meet it. */
    public static Optional<Duration> took(Injection fault, Instant nextFault, List<Seen> own) {
        boolean atWork = own.stream()
                .anyMatch(seen -> seen.event() instanceof OperationStarted
                        && seen.arrived().isBefore(fault.mended()));
        boolean over = own.stream()
                .anyMatch(seen -> seen.event() instanceof OperationEvent.Ended
                        && !seen.arrived().isAfter(fault.mended()));
        if (!atWork || over) {
            return Optional.empty();
        }
        return own.stream()
                .filter(seen -> follows(seen, fault))
                .findFirst()
                .filter(seen -> seen.arrived().isBefore(nextFault))
                .map(seen -> Duration.between(fault.mended(), seen.arrived()));
    }

    /** Decided after the fault; what was decided before it and arrives later proves nothing. */
    public static boolean follows(Seen seen, Injection fault) {
        return !seen.event().occurredAt().isBefore(fault.mended())
                && seen.arrived().isAfter(fault.mended());
    }
}
